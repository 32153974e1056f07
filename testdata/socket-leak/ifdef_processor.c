/* What is defined for rare processors is no example of what the others do. */
#if defined(__linux__) && (defined(__arm__) || defined(__thumb__) || defined(__arm64__))
#ifndef SYS_accept4
#define accept4(a, b, c, d) ((errno = ENOTSUP), -1)
#endif
#endif

int take_bad(int listener)
{
    int fd = accept4(listener, 0, 0, SOCK_CLOEXEC);
    if (fd >= 0) {
        if (fcntl(fd, F_SETFL, O_NONBLOCK) != 0) {
            fd = -1; //~ overwritten-socket
        }
    }
    return fd;
}

int take_ok(int listener)
{
    int fd = accept4(listener, 0, 0, SOCK_CLOEXEC);
    if (fd >= 0) {
        if (fcntl(fd, F_SETFL, O_NONBLOCK) != 0) {
            close(fd);
            fd = -1;
        }
    }
    return fd;
}
