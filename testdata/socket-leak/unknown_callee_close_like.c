int open_ok(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0) {
        sock_close(fd);
        return -1;
    }
    if (listen(fd, 1) < 0) {
        EVUTIL_CLOSESOCKET(fd);
        return -1;
    }
    if (fcntl(fd, F_SETFL, O_NONBLOCK) < 0) {
        net_destroySocket(fd);
        return -1;
    }
    return fd;
}
