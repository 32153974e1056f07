/* A size is never -1. */
struct hello {
    int magic;
    int version;
};
struct conn {
    int fd;
};

static int read_all(struct conn *c, void *data, size_t size)
{
    size_t n = 0;
    while (n < size) {
        int got = recv(c->fd, (char *)data + n, size - n, 0);
        if (got <= 0) {
            close(c->fd);
            return -1;
        }
        n += got;
    }
    return n;
}

int short_is_an_error_ok(struct conn *c)
{
    struct hello h;
    if (read_all(c, &h, sizeof(struct hello)) != sizeof(struct hello))
        return -1;
    if (h.magic != 17) {
        close(c->fd);
        return -1;
    }
    return 0;
}

int nobody_looks(struct conn *c)
{
    struct hello h;
    if (read_all(c, &h, sizeof(h)) < 0)
        close(c->fd); //~ double-close
    return 0;
}
