void usage_then_exit(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0) {
        perror("socket");
        exit(EXIT_FAILURE);
    }
    if (connect(fd, addr, sizeof(*addr)) < 0) {
        perror("connect");
        _exit(2);
    }
    relay(fd);
    exit(EXIT_SUCCESS);
}
