int open_bad(int family, const struct sockaddr *addr)
{
    int fd = socket(family, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    switch (connect(fd, addr, sizeof(*addr))) {
    case 0:
        return fd;
    case -1:
        perror("connect");
        /* fall through */
    default:
        break;
    }
    return -1; //~ socket-leak
}

int open_ok(int family, const struct sockaddr *addr)
{
    int fd = socket(family, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    switch (connect(fd, addr, sizeof(*addr))) {
    case 0:
        return fd;
    case -1:
        perror("connect");
        /* fall through */
    default:
        close(fd);
        break;
    }
    return -1;
}
