struct conn { int fd; };

int flush_ok(struct conn *c, const char *data, int len)
{
    if (send(c->fd, data, len, 0) < 0) {
        if (errno == EAGAIN)
            return 0;
        close(c->fd);
        return -1;
    }
    return 1;
}
