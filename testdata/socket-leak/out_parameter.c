int open_bad(const struct sockaddr *addr, int *out)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0)
        return -1; //~ socket-leak
    *out = fd;
    return 0;
}

int open_ok(const struct sockaddr *addr, int *out)
{
    *out = socket(AF_INET, SOCK_STREAM, 0);
    if (*out < 0)
        return -1;
    if (connect(*out, addr, sizeof(*addr)) < 0)
        return -1;
    return 0;
}
