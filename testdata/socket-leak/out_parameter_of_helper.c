static int make(int *out)
{
    *out = socket(AF_INET, SOCK_STREAM, 0);
    return *out < 0 ? -1 : 0;
}

int use_bad(const struct sockaddr *addr)
{
    int fd;
    if (make(&fd) < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0)
        return -1; //~ socket-leak
    close(fd);
    return 0;
}

int use_ok(const struct sockaddr *addr)
{
    int fd, rc;
    if (make(&fd) < 0)
        return -1;
    rc = connect(fd, addr, sizeof(*addr));
    close(fd);
    return rc;
}
