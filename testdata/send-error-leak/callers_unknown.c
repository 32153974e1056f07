struct conn { int fd; int replies; };

int reply_perhaps(struct conn *c)
{
    if (send(c->fd, "ok\n", 3, 0) < 0)
        return -1; //~ note send-error-leak
    c->replies++;
    return 0;
}
