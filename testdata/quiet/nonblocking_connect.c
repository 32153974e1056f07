int start_connect(const struct sockaddr *addr, int *out)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0 && errno != EINPROGRESS) {
        close(fd);
        return -1;
    }
    *out = fd;
    return 0;
}
