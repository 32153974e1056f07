/* How a socket is kept from new programs. */

int accepted_bad(int listener)
{
    return accept(listener, NULL, NULL); //~ missing-cloexec
}

int accepted_then_used_bad(int listener)
{
    int fd = accept(listener, NULL, NULL); //~ missing-cloexec
    if (fd < 0)
        return -1;
    if (listen(listener, 1) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int accepted_with_flag_ok(int listener)
{
    int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    if (fd < 0)
        return -1;
    if (listen(listener, 1) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int set_later_ok(const struct sockaddr *addr, socklen_t len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (fcntl(fd, F_SETFD, FD_CLOEXEC) < 0 || bind(fd, addr, len) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* Windows has handles that are inherited by another rule. */
SOCKET windows_ok(const struct sockaddr *addr, int len)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return s;
    if (bind(s, addr, len) == SOCKET_ERROR) {
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}
