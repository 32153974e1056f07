struct conn { int fd; };

int add_ok(struct table *t)
{
    struct conn *c = malloc(sizeof(*c));
    if (!c)
        return -1;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    table_put(t, c);
    return 0;
}

int fill_ok(void)
{
    struct conn c;
    c.fd = socket(AF_INET, SOCK_STREAM, 0);
    return handshake(&c);
}
