struct conn { int fd; };

int greet_bad(struct conn *c)
{
    char buf[64];
    if (send(c->fd, "hi\r\n", 4, 0) < 0)
        return -1; //~ send-error-leak
    if (recv(c->fd, buf, sizeof(buf), 0) <= 0) {
        close(c->fd);
        return -1;
    }
    return 0;
}

int greet_ok(struct conn *c)
{
    char buf[64];
    if (send(c->fd, "hi\r\n", 4, 0) < 0) {
        close(c->fd);
        return -1;
    }
    if (recv(c->fd, buf, sizeof(buf), 0) <= 0) {
        close(c->fd);
        return -1;
    }
    return 0;
}
