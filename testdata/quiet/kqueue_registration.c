int watch(int kq, int listener)
{
    struct kevent change;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    EV_SET(&change, fd, EVFILT_READ, EV_ADD, 0, 0, NULL);
    if (kevent(kq, &change, 1, NULL, 0, NULL) < 0) {
        close(fd);
        return -1;
    }
    return 0;
}
