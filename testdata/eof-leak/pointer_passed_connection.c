struct conn { int fd; };

static void conn_done(struct conn *c)
{
    close(c->fd);
    free(c);
}

void readable_ok(struct conn *c)
{
    char buf[64];
    if (recv(c->fd, buf, sizeof(buf), 0) == 0) {
        conn_done(c);
        return;
    }
    use(buf);
}
