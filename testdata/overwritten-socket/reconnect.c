/* A new socket is stored over the old open one. */
struct client { int fd; const struct sockaddr *addr; };

int reconnect_bad(struct client *c)
{
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0)
        return -1;
    if (connect(c->fd, c->addr, sizeof(*c->addr)) < 0) {
        sleep(1);
        c->fd = socket(AF_INET, SOCK_STREAM, 0); //~ overwritten-socket
        if (c->fd < 0)
            return -1;
        return connect(c->fd, c->addr, sizeof(*c->addr));
    }
    return 0;
}

int reconnect_ok(struct client *c)
{
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0)
        return -1;
    if (connect(c->fd, c->addr, sizeof(*c->addr)) < 0) {
        close(c->fd);
        sleep(1);
        c->fd = socket(AF_INET, SOCK_STREAM, 0);
        if (c->fd < 0)
            return -1;
        return connect(c->fd, c->addr, sizeof(*c->addr));
    }
    return 0;
}
