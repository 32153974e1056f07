struct conn { int fd; struct conn *next; };
struct pool { struct conn *head; };

int pool_dial_ok(struct pool *pool)
{
    struct conn *c = malloc(sizeof(*c));
    if (!c)
        return -1;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    c->next = pool->head;
    pool->head = c;
    return 0;
}
