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

int told_by_the_next_call_bad(const struct sockaddr *to, unsigned len)
{
    int sock = socket(AF_UNIX, SOCK_STREAM, 0);
    if (connect(sock, to, len) == 0) //~ unchecked-socket-call
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

/* What gives it, nobody knows; that it is a socket, and that -1 is none, is seen here. */
int of_somebody_bad(const struct sockaddr *at, unsigned len)
{
    int fd = socket_in_domain(AF_INET, SOCK_STREAM);
    if (fd < 0)
        log_message("socket");
    if (bind(fd, at, len) < 0) { //~ unchecked-socket-call
        close(fd);
        return -1;
    }
    return fd;
}

/* It may never come back. */
int ends_perhaps_ok(const struct sockaddr *at, unsigned len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        net_error("socket");
    if (bind(fd, at, len) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int kind_says_none_ok(struct target *t)
{
    int fd = socket(AF_UNIX, t->kind, 0);
    if (fd == -1) {
        t->kind = -1;
        log_message("socket");
    }
    if (t->kind == SOCK_DGRAM)
        getpeername(fd, &t->address, &t->len);
    return fd;
}

int looked_at_in_time_ok(const struct sockaddr *to, unsigned len)
{
    int sock = socket(AF_UNIX, SOCK_STREAM, 0);
    if (sock != -1 && connect(sock, to, len) == 0)
        return sock;
    if (sock != -1)
        close(sock);
    return -1;
}

/* An object is made of what is none. */
GIOChannel *wrapped_bad(int fd)
{
    int client = accept(fd, NULL, NULL);
    return g_io_channel_unix_new(client); //~ unchecked-socket-call
}

GIOChannel *wrapped_ok(int fd)
{
    int client = accept(fd, NULL, NULL);
    if (client < 0)
        return NULL;
    return g_io_channel_unix_new(client);
}
