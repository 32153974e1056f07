int open_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int *p = &fd;
    if (*p < 0)
        return -1; //~ FP socket-leak: `*p` and `fd` are not seen to be the same
    close(*p);
    return 0; //~ FP socket-leak: the same
}

int open_bad(const struct sockaddr *addr)
{
    int fd;
    int *p = &fd;
    *p = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0)
        return -1; //~ FN socket-leak: the same
    close(fd);
    return 0;
}
