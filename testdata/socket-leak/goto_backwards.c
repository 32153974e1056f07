int dial_bad(const struct sockaddr *addr)
{
    int tries = 3, fd;
again:
    fd = socket(AF_INET, SOCK_STREAM, 0); //~ overwritten-socket
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0 && tries-- > 0)
        goto again;
    return fd;
}

int dial_ok(const struct sockaddr *addr)
{
    int tries = 3, fd;
again:
    fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0 && tries-- > 0) {
        close(fd);
        goto again;
    }
    return fd;
}
