struct conn { int fd; char buf[64]; };

int readable_bad(struct conn *c)
{
    int n = recv(c->fd, c->buf, sizeof(c->buf), 0);
    if (n < 0) {
        close(c->fd);
        return -1;
    }
    if (n == 0)
        return 0; //~ eof-leak
    return n;
}

int readable_ok(struct conn *c)
{
    int n = recv(c->fd, c->buf, sizeof(c->buf), 0);
    if (n < 0) {
        close(c->fd);
        return -1;
    }
    if (n == 0) {
        close(c->fd);
        return 0;
    }
    return n;
}
