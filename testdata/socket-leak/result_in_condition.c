int open_bad(const struct sockaddr *addr)
{
    int fd;

    if ((fd = socket(AF_INET6, SOCK_STREAM, 0)) < 0)
        return -1;
    if (connect(fd, addr, sizeof(struct sockaddr_in6)) < 0)
        return -1; //~ socket-leak
    return fd;
}

int open_ok(const struct sockaddr *addr)
{
    int fd;

    if ((fd = socket(AF_INET6, SOCK_STREAM, 0)) < 0)
        return -1;
    if (connect(fd, addr, sizeof(struct sockaddr_in6)) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}
