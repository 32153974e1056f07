struct conn { int fd; };

void pump_ok(struct conn *c, fd_set *set)
{
    char buf[64];
    for (;;) {
        if (c->fd < 0)
            return;
        if (!FD_ISSET(c->fd, set))
            continue;
        if (recv(c->fd, buf, sizeof(buf), 0) <= 0) {
            close(c->fd);
            c->fd = -1;
        }
    }
}
