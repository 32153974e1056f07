/* The helper takes the socket over, though it is only told where it is kept. */
struct filter { int sock; int is_listening; };

static int filter_set(struct table *table, const int *s)
{
    struct filter *f = malloc(sizeof(*f));
    if (!f)
        return -1;
    f->sock = *s;
    f->is_listening = 1;
    table_add(table, f);
    return 0;
}

int listen_ok(struct table *table)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (filter_set(table, &fd) < 0) {
        close(fd);
        return -1;
    }
    fd = -1;
    return 0;
}
