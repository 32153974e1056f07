#define CHECK(x) do { if ((x) < 0) return -1; } while (0)

int open_bad(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    CHECK(fd);
    CHECK(bind(fd, addr, sizeof(*addr))); //~ socket-leak
    CHECK(listen(fd, 5)); //~ socket-leak
    return fd;
}

int open_ok(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    CHECK(fd);
    if (bind(fd, addr, sizeof(*addr)) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}
