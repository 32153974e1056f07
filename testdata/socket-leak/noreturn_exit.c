int serve_ok(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        exit(1);
    if (bind(fd, addr, sizeof(*addr)) < 0) {
        perror("bind");
        exit(1);
    }
    if (listen(fd, 5) < 0)
        abort();
    return fd;
}
