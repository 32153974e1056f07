struct conn { int fd; char *name; };

struct conn *conn_open_bad(const struct sockaddr *addr)
{
    struct conn *c = malloc(sizeof(*c));
    if (!c)
        return NULL;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0) {
        free(c);
        return NULL;
    }
    if (connect(c->fd, addr, sizeof(*addr)) < 0) {
        free(c); //~ socket-leak
        return NULL;
    }
    return c;
}

struct conn *conn_open_ok(const struct sockaddr *addr)
{
    struct conn *c = malloc(sizeof(*c));
    if (!c)
        return NULL;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd >= 0 && connect(c->fd, addr, sizeof(*addr)) < 0)
        close(c->fd);
    else if (c->fd >= 0)
        return c;
    free(c);
    return NULL;
}
