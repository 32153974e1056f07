/* A message mends nothing. */

int bind_bad(const struct sockaddr *at, unsigned len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, at, len) < 0) //~ unchecked-socket-call
        perror("bind");
    if (listen(fd, 5) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int bind_ok(const struct sockaddr *at, unsigned len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, at, len) < 0) {
        perror("bind");
        close(fd);
        return -1;
    }
    if (listen(fd, 5) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int listen_bad(int fd)
{
    int result = listen(fd, 5); //~ unchecked-socket-call
    if (result != 0)
        fprintf(stderr, "listen: %s\n", strerror(errno));
    return accept(fd, NULL, NULL);
}

int listen_ok(int fd)
{
    int result = listen(fd, 5);
    if (result != 0)
        fprintf(stderr, "listen: %s\n", strerror(errno));
    else
        return accept(fd, NULL, NULL);
    return -1;
}

/* Bound already, which is as good. */
int reason_ok(int fd, const struct sockaddr *at, unsigned len)
{
    if (bind(fd, at, len) < 0) {
        perror("bind");
        if (errno != EINVAL)
            return -1;
    }
    return listen(fd, 5);
}

int another_address_ok(int fd, const struct sockaddr *at, const struct sockaddr *other, unsigned len)
{
    if (bind(fd, at, len) < 0) {
        perror("bind");
        if (bind(fd, other, len) < 0)
            return -1;
    }
    return listen(fd, 5);
}

int next_one_ok(const struct addrinfo *all)
{
    for (; all; all = all->ai_next) {
        int fd = socket(all->ai_family, SOCK_STREAM, 0);
        if (fd < 0)
            continue;
        if (bind(fd, all->ai_addr, all->ai_addrlen) < 0) {
            perror("bind");
            close(fd);
            continue;
        }
        if (listen(fd, 5) == 0)
            return fd;
        close(fd);
    }
    return -1;
}

int noted_ok(int fd, const struct sockaddr *at, unsigned len)
{
    int result = bind(fd, at, len);
    if (result < 0)
        perror("bind");
    if (result == 0)
        result = listen(fd, 5);
    return result;
}

int put_down_ok(struct server *s, const struct sockaddr *at, unsigned len)
{
    if (bind(s->fd, at, len) < 0) {
        perror("bind");
        s->failed = 1;
    }
    return listen(s->fd, 5);
}

int ends_ok(int fd, const struct sockaddr *at, unsigned len)
{
    if (bind(fd, at, len) < 0) {
        perror("bind");
        quit_now();
    }
    return listen(fd, 5);
}

int fatal_message(const char *text)
{
    fprintf(stderr, "%s\n", text);
    return leave(1);
}

/* By its name it may be the end, though its body does not tell. */
int ends_by_its_name_ok(int fd, const struct sockaddr *at, unsigned len)
{
    if (bind(fd, at, len) < 0) {
        perror("bind");
        fatal_message("no address");
    }
    return listen(fd, 5);
}

/* Put down in a variable of which the value cannot be followed. */
int told_and_kept_ok(int fd, const struct sockaddr *to, socklen_t len)
{
    int rc = 0;
    if (bind(fd, to, len) < 0) {
        rc = -errno;
        perror("bind");
    }
    if (rc == 0 && listen(fd, 5) < 0) {
        rc = -errno;
        perror("listen");
    }
    if (rc)
        return rc;
    return accept(fd, NULL, NULL);
}

int told_and_counted_ok(int fd, const struct sockaddr *to, socklen_t len)
{
    int errors = 0;
    if (bind(fd, to, len) < 0) {
        perror("bind");
        errors++;
    }
    if (errors)
        return -1;
    if (listen(fd, 5) < 0) {
        perror("listen");
        errors++;
    }
    if (errors)
        return -1;
    return accept(fd, NULL, NULL);
}

int connect_bad(const struct sockaddr *to, unsigned len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, len) < 0) //~ unchecked-socket-call
        perror("connect");
    send(fd, "hello", 5, 0);
    close(fd);
    return 0;
}

int connect_ok(const struct sockaddr *to, unsigned len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, len) < 0)
        perror("connect");
    else
        send(fd, "hello", 5, 0);
    close(fd);
    return 0;
}

/* It was only begun, and is waited for. */
int connect_begun_ok(const struct sockaddr *to, unsigned len, struct pollfd *entry)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, len) < 0)
        perror("connect");
    entry->fd = fd;
    if (poll(entry, 1, 1000) > 0)
        send(fd, "hello", 5, 0);
    close(fd);
    return 0;
}

/* Why it failed may be reason enough. */
int connect_in_progress_ok(const struct sockaddr *to, unsigned len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, len) < 0) {
        perror("connect");
        if (errno != EISCONN) {
            close(fd);
            return -1;
        }
    }
    send(fd, "hello", 5, 0);
    close(fd);
    return 0;
}

/* What is sent is looked at, and tells. */
int connect_and_look_ok(const struct sockaddr *to, unsigned len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, len) < 0)
        perror("connect");
    int done = send(fd, "hello", 5, 0) == 5 ? 0 : -1;
    close(fd);
    return done;
}
