int open_bad(const struct sockaddr *addr)
{
    int fd;

    if (-1 == (fd = socket(AF_INET, SOCK_STREAM, 0)))
        return -1;
    if (-1 == connect(fd, addr, sizeof(*addr)))
        return -1; //~ socket-leak
    return fd;
}
