#define _cleanup_close_ __attribute__((cleanup(closep)))
#define AUTO_CLOSE _cleanup_close_ int

int probe_ok(const struct sockaddr *addr)
{
    _cleanup_close_ int fd = -1;
    fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -errno;
    return connect(fd, addr, sizeof(*addr));
}

int probe_short_ok(const struct sockaddr *addr)
{
    AUTO_CLOSE fd = socket(AF_INET, SOCK_STREAM, 0);
    return fd < 0 ? -1 : connect(fd, addr, sizeof(*addr));
}

int probe_bad(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    return fd < 0 ? -1 : connect(fd, addr, sizeof(*addr)); //~ socket-leak
}
