/* SO_REUSEADDR counts when the address is bound; set later it changes nothing. */
int listen_late_bad(const struct sockaddr *addr, socklen_t len)
{
    int on = 1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, addr, len) < 0
        || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) < 0 //~ option-after-bind
        || listen(fd, 8) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int listen_ok(const struct sockaddr *addr, socklen_t len)
{
    int on = 1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) < 0
        || bind(fd, addr, len) < 0
        || listen(fd, 8) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}
