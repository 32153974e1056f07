void stop_bad(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    connect(fd, addr, sizeof(*addr));
    fd = -1; //~ overwritten-socket
    close(fd);
}

void stop_ok(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    connect(fd, addr, sizeof(*addr));
    close(fd);
    fd = -1;
}
