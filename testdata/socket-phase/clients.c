/* Steps of a client in the wrong order, and orders that look odd and work. */

int sends_unconnected_bad(const char *text, size_t len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (send(fd, text, len, 0) < 0) { //~ socket-phase
        close(fd);
        return -1;
    }
    return fd;
}

int binds_then_connects_ok(const struct sockaddr *own, const struct sockaddr *to, socklen_t len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, own, len) < 0 || connect(fd, to, len) < 0 || send(fd, "hello", 5, 0) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* A datagram socket changes its peer as often as it likes. */
int datagrams_ok(const struct sockaddr *one, const struct sockaddr *two, socklen_t len)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, one, len) < 0 || send(fd, "a", 1, 0) < 0 || connect(fd, two, len) < 0 || send(fd, "b", 1, 0) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int addressed_ok(const struct sockaddr *to, socklen_t len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (sendto(fd, "hello", 5, MSG_FASTOPEN, to, len) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int connected_twice_bad(const struct sockaddr *one, const struct sockaddr *two, socklen_t len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, one, len) < 0 || connect(fd, two, len) < 0) { //~ socket-phase
        close(fd);
        return -1;
    }
    return fd;
}

/* Nonblocking: the second call asks how the first one went. */
int asks_again_ok(const struct sockaddr *to, socklen_t len)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, len) < 0) {
        if (errno != EINPROGRESS) {
            close(fd);
            return -1;
        }
        wait_until_writable();
        if (connect(fd, to, len) < 0 && errno != EISCONN) {
            close(fd);
            return -1;
        }
    }
    return fd;
}
