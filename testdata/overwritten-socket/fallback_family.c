int any_bad(const struct sockaddr *addr)
{
    int fd = socket(AF_INET6, SOCK_STREAM, 0);
    if (fd < 0 || bind(fd, addr, sizeof(*addr)) < 0)
        fd = socket(AF_INET, SOCK_STREAM, 0); //~ overwritten-socket
    return fd;
}

int any_ok(const struct sockaddr *addr)
{
    int fd = socket(AF_INET6, SOCK_STREAM, 0);
    if (fd < 0)
        fd = socket(AF_INET, SOCK_STREAM, 0);
    return fd;
}
