struct peer { int fd; char buf[64]; };

static void drop(struct peer *p)
{
    close(p->fd);
    free(p);
}

// Where the call fails it cleans up by itself; it has to where the peer is gone.
void on_read_bad(struct peer *p)
{
    ssize_t n = recv(p->fd, p->buf, sizeof(p->buf), 0);
    if (n < 0) {
        drop(p);
        return;
    }
    if (n == 0)
        return; //~ eof-leak
    show(p->buf, n);
}

void on_read_ok(struct peer *p)
{
    ssize_t n = recv(p->fd, p->buf, sizeof(p->buf), 0);
    if (n <= 0) {
        drop(p);
        return;
    }
    show(p->buf, n);
}
