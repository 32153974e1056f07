struct conn { int fd; };

void conn_stop_bad(struct conn *c, int hard)
{
    if (hard) {
        shutdown(c->fd, SHUT_RDWR);
        close(c->fd);
    }
    close(c->fd); //~ double-close
    c->fd = -1;
}

void conn_stop_ok(struct conn *c, int hard)
{
    if (hard)
        shutdown(c->fd, SHUT_RDWR);
    close(c->fd);
    c->fd = -1;
}
