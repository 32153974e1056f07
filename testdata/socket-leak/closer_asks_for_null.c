struct link { int fd; };

// There is no descriptor in an object that is not there: on the way of the null pointer nothing is left open.
static void unlink_it(struct link *l)
{
    if (!l)
        return;
    close(l->fd);
}

int up_ok(struct link *l, const struct sockaddr *to, socklen_t n)
{
    l->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (l->fd < 0)
        return -1;
    if (connect(l->fd, to, n) < 0) {
        unlink_it(l);
        return -1;
    }
    return 0;
}

int twice_bad(struct link *l, const struct sockaddr *to, socklen_t n)
{
    if (connect(l->fd, to, n) < 0) {
        unlink_it(l);
        close(l->fd); //~ double-close
        return -1;
    }
    return 0;
}
