static int make(int family)
{
    int fd = socket(family, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    return fd;
}

int open_bad(const struct sockaddr *addr)
{
    int fd = make(AF_INET);
    if (fd < 0)
        return -1;
    if (bind(fd, addr, sizeof(*addr)) < 0)
        return -1; //~ socket-leak
    return fd;
}

int open_ok(const struct sockaddr *addr)
{
    int fd = make(AF_INET);
    if (fd < 0)
        return -1;
    if (bind(fd, addr, sizeof(*addr)) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}
