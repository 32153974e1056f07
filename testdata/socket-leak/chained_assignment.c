static int last = -1;

int open_bad(const struct sockaddr *addr)
{
    int a, b;
    a = b = socket(AF_INET, SOCK_STREAM, 0);
    if (a < 0)
        return -1;
    if (connect(b, addr, sizeof(*addr)) < 0)
        return -1; //~ socket-leak
    close(a);
    return 0;
}

int open_ok(const struct sockaddr *addr)
{
    int fd;
    last = fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    return connect(fd, addr, sizeof(*addr));
}
