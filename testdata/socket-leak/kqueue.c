void watch_bad(int kq, int listener)
{
    struct kevent change;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    EV_SET(&change, fd, EVFILT_READ, EV_ADD | EV_CLEAR, 0, 0, NULL);
    if (kevent(kq, &change, 1, NULL, 0, NULL) == -1)
        return; //~ socket-leak
}

void unwatch_bad(int kq, int listener)
{
    struct kevent change;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    EV_SET(&change, fd, EVFILT_READ, EV_DELETE, 0, 0, NULL);
    kevent(kq, &change, 1, NULL, 0, NULL);
} //~ socket-leak

void unwatch_ok(int kq, int listener)
{
    struct kevent change;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    EV_SET(&change, fd, EVFILT_READ, EV_DELETE, 0, 0, NULL);
    kevent(kq, &change, 1, NULL, 0, NULL);
    close(fd);
}
