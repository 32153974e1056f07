int dial_bad(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -errno;
    if (connect(fd, addr, sizeof(*addr)) < 0)
        fd = -errno; //~ overwritten-socket
    return fd;
}

int dial_ok(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -errno;
    if (connect(fd, addr, sizeof(*addr)) < 0) {
        close(fd);
        fd = -errno;
    }
    return fd;
}
