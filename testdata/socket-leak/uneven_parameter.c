/* A function that is given a socket and closes it where it fails. One failure forgets it, and the caller cannot tell. */

int set_up_bad(int fd, const struct sockaddr *addr)
{
    int one = 1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)) < 0) {
        close(fd);
        return -1;
    }
    if (bind(fd, addr, sizeof(*addr)) < 0)
        return -1; //~ socket-leak
    if (listen(fd, 5) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int set_up_ok(int fd, const struct sockaddr *addr)
{
    int one = 1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)) < 0) {
        close(fd);
        return -1;
    }
    if (bind(fd, addr, sizeof(*addr)) < 0) {
        close(fd);
        return -1;
    }
    if (listen(fd, 5) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* The result tells which of the two it was. */
int tell_apart_ok(int fd, const struct sockaddr *addr)
{
    if (getpeername(fd, 0, 0) < 0) {
        close(fd);
        return -1;
    }
    if (bind(fd, addr, sizeof(*addr)) < 0)
        return -2;
    if (listen(fd, 5) < 0) {
        close(fd);
        return -1;
    }
    return 0;
}

/* Nothing was done with it yet. */
int refuse_ok(int fd, const struct sockaddr *addr)
{
    if (!addr)
        return -1;
    if (bind(fd, addr, sizeof(*addr)) < 0) {
        close(fd);
        return -1;
    }
    if (listen(fd, 5) < 0) {
        close(fd);
        return -1;
    }
    return 0;
}

/* These close because the connection is dead; what else fails is another matter, and the caller has the socket still. */
int ask_ok(int fd, char *buf, int len)
{
    int one = 1;
    if (setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one)) < 0)
        return -1;
    if (send(fd, "?", 1, 0) < 0) {
        close(fd);
        return -1;
    }
    if (recv(fd, buf, len, 0) <= 0) {
        close(fd);
        return -1;
    }
    return 0;
}
