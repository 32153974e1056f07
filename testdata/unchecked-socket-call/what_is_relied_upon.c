int only_logged_bad(const struct sockaddr *to, unsigned len)
{
    int sock;
    sock = socket(AF_UNIX, SOCK_STREAM, 0);
    if (sock == -1)
        log_error("socket: %s", strerror(errno));
    if (connect(sock, to, len) == 0) //~ unchecked-socket-call
        return sock;
    close(sock);
    return -1;
}

int ended_ok(const struct sockaddr *to, unsigned len)
{
    int sock;
    sock = socket(AF_UNIX, SOCK_STREAM, 0);
    if (sock == -1)
        die("socket: %s", strerror(errno));
    if (connect(sock, to, len) == 0)
        return sock;
    close(sock);
    return -1;
}

int told_by_the_next_call_ok(const struct sockaddr *to, unsigned len)
{
    int sock = socket(AF_UNIX, SOCK_STREAM, 0);
    if (connect(sock, to, len) == 0)
        return sock;
    close(sock);
    return -1;
}

int bound_bad(int fd, const struct sockaddr *at, unsigned len, char *buf)
{
    bind(fd, at, len); //~ unchecked-socket-call
    return recvfrom(fd, buf, 100, 0, NULL, NULL);
}

int bound_ok(int fd, const struct sockaddr *at, unsigned len, char *buf)
{
    (void)bind(fd, at, len);
    return recvfrom(fd, buf, 100, 0, NULL, NULL);
}

int listening_bad(int fd)
{
    listen(fd, 5); //~ unchecked-socket-call
    return accept(fd, NULL, NULL);
}

int listening_ok(int fd)
{
    if (listen(fd, 5) < 0)
        return -1;
    return accept(fd, NULL, NULL);
}

int asked_later_ok(int fd, const struct sockaddr *to, unsigned len, struct pollfd *one)
{
    connect(fd, to, len);
    if (poll(one, 1, 1000) <= 0)
        return -1;
    return send(fd, "x", 1, 0);
}

int unsigned_bad(int fd, char *buf, unsigned len)
{
    size_t n = recv(fd, buf, len, 0);
    if (n < 0) //~ unchecked-socket-call
        return -1;
    return (int)n;
}

int signed_ok(int fd, char *buf, unsigned len)
{
    ssize_t n = recv(fd, buf, len, 0);
    if (n < 0)
        return -1;
    return (int)n;
}
