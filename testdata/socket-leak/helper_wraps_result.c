static int checked(int fd)
{
    if (fd < 0)
        perror("socket");
    return fd;
}

int open_bad(const struct sockaddr *addr)
{
    int fd = checked(socket(AF_INET, SOCK_STREAM, 0));
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0)
        return -1; //~ socket-leak
    return fd;
}
