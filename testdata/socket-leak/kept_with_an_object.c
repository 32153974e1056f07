// A function that nothing is known of may keep a descriptor in the object that it is given as well, under a key or not.
struct table *named_ok(void)
{
    struct table *table = table_create(0);
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s != -1)
        table_move(table, "sock", s);
    return table;
}

struct table *numbered_ok(void)
{
    struct table *table = table_create(0);
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s != -1)
        table_place(table, 7, s);
    return table;
}

void layered_ok(struct wrapped *wrapped)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return;
    struct layer *layer = layer_of(wrapped->top, 1);
    layer_set_native(layer, s);
}

/* A message keeps nothing. */
struct table *told_bad(void)
{
    struct table *table = table_create(0);
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s != -1)
        table_mark(table, "opened %d", s);
    return table; //~ socket-leak
}

/* Nor does who is given nothing to keep it in. */
struct table *alone_bad(void)
{
    struct table *table = table_create(0);
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s != -1)
        make_quick(s);
    return table; //~ socket-leak
}

/* Who says whether it worked is not done with it. */
int asked_bad(struct wrapped *wrapped)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (layer_tune(wrapped, s) < 0)
        return -1; //~ socket-leak
    close(s);
    return 0;
}

/* Who shuts it down, or talks over it, has it still. */
void shut_bad(struct wrapped *wrapped, int listener)
{
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return;
    layer_serve(wrapped, s, 0);
    shutdown(s, SHUT_RDWR);
} //~ socket-leak
