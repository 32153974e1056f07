int one_client_bad(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, addr, sizeof(*addr)) < 0 || listen(fd, 1) < 0) {
        close(fd);
        return -1;
    }
    fd = accept(fd, NULL, NULL); //~ overwritten-socket
    return fd;
}

int one_client_ok(const struct sockaddr *addr)
{
    int client, fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, addr, sizeof(*addr)) < 0 || listen(fd, 1) < 0) {
        close(fd);
        return -1;
    }
    client = accept(fd, NULL, NULL);
    close(fd);
    return client;
}
