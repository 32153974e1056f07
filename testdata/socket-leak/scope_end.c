void ping_bad(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd >= 0)
        connect(fd, addr, sizeof(*addr));
} //~ socket-leak

int inner_scope_bad(const struct sockaddr *addr)
{
    if (addr) {
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd >= 0 && connect(fd, addr, sizeof(*addr)) == 0)
            puts("up");
    } //~ socket-leak
    return 0;
}

void ping_ok(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd >= 0) {
        connect(fd, addr, sizeof(*addr));
        close(fd);
    }
}
