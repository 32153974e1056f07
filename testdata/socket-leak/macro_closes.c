#define CLOSE_SOCK(s) do { if ((s) != -1) { close(s); (s) = -1; } } while (0)

int open_ok(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0) {
        CLOSE_SOCK(fd);
        return -1;
    }
    return fd;
}

int open_bad(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) == 0) {
        CLOSE_SOCK(fd);
        return 0;
    }
    return -1; //~ socket-leak
}
