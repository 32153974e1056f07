int open_bad(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, addr, sizeof(*addr)) < 0)
        return -1; //~ socket-leak
    return fd;
}
