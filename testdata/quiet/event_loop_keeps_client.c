struct client { int fd; struct event *ev; };

static void on_client(struct base *base, int listener)
{
    struct client *c;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    if (set_nonblock(fd) < 0) {
        close(fd);
        return;
    }
    c = calloc(1, sizeof(*c));
    if (!c) {
        close(fd);
        return;
    }
    c->fd = fd;
    c->ev = event_new(base, fd, EV_READ | EV_PERSIST, on_read, c);
    event_add(c->ev, NULL);
}
