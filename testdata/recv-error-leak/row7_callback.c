/* Who asks to be called with a socket keeps it. */
struct event;

static void on_line(int fd, short what, void *arg)
{
    char line[80];
    if (recv(fd, line, sizeof(line), 0) < 0)
        return;
    use(line, arg);
}

void watch(struct event *ev, int index)
{
    event_set(ev, socket_of(index), EV_READ, on_line, ev);
}
