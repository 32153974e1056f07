static void shut(int fd)
{
    shutdown(fd, SHUT_RDWR);
    close(fd);
}

int dial_ok(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0) {
        shut(fd);
        return -1;
    }
    return fd;
}
