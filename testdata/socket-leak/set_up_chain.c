int listen_on(const struct sockaddr *addr, socklen_t len)
{
    int on = 1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) < 0)
        return -1; //~ socket-leak
    if (bind(fd, addr, len) < 0) {
        perror("bind");
        return -1; //~ socket-leak
    }
    if (listen(fd, 5) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int listen_on_ok(const struct sockaddr *addr, socklen_t len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, addr, len) < 0 || listen(fd, 5) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}
