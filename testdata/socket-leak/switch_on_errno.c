int open_bad(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) == 0)
        return fd;
    switch (errno) {
    case EINPROGRESS:
        return fd;
    case ECONNREFUSED:
        return -2; //~ socket-leak
    default:
        close(fd);
        return -1;
    }
}
