struct epoll_event event;

void on_accept_ok(int ep, int listener)
{
    struct epoll_event ev = { .events = EPOLLIN };
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    ev.data.fd = fd;
    if (epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev) < 0)
        close(fd);
}

void on_accept_bad(int ep, int listener)
{
    struct epoll_event ev = { .events = EPOLLIN };
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    ev.data.fd = fd;
    if (epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev) < 0)
        return; //~ socket-leak
}
