/* Where errors jump to one label, one close stands for many: an exit that leaves the socket in the caller's object differs. */
struct conn { int fd; int state; };

static int prepare(int fd)
{
    int on = 1;
    return setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
}

int open_bad(struct conn *c, const struct sockaddr *addr, socklen_t len)
{
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0)
        return -1;
    if (bind(c->fd, addr, len) < 0)
        goto failed;
    if (listen(c->fd, 5) < 0)
        goto failed;
    if (prepare(c->fd) < 0)
        return -1; //~ socket-leak
    return 0;
failed:
    if (c->fd >= 0) {
        close(c->fd);
        c->fd = -1;
    }
    return -1;
}

int open_ok(struct conn *c, const struct sockaddr *addr, socklen_t len)
{
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0)
        return -1;
    if (bind(c->fd, addr, len) < 0)
        goto failed;
    if (listen(c->fd, 5) < 0)
        goto failed;
    if (prepare(c->fd) < 0)
        goto failed;
    return 0;
failed:
    if (c->fd >= 0) {
        close(c->fd);
        c->fd = -1;
    }
    return -1;
}

/* A connection that is not there yet is no failure, though the result is the same. */
int connect_ok(struct conn *c, const struct sockaddr *addr, socklen_t len)
{
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0)
        return -1;
    if (prepare(c->fd) < 0)
        goto failed;
    if (fcntl(c->fd, F_SETFL, O_NONBLOCK) < 0)
        goto failed;
    if (connect(c->fd, addr, len) < 0) {
        if (errno == EINPROGRESS) {
            c->state = 1;
            return -1;
        }
        goto failed;
    }
    return 0;
failed:
    close(c->fd);
    c->fd = -1;
    return -1;
}

/* Two messages about one failure are one failure. */
int report_ok(struct conn *c, const struct sockaddr *addr, socklen_t len)
{
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0)
        return -1;
    if (connect(c->fd, addr, len) < 0) {
        if (errno == ECONNREFUSED)
            c->state = 2;
        else
            c->state = 3;
        close(c->fd);
        return -1;
    }
    if (prepare(c->fd) < 0)
        return -1;
    return 0;
}

/* One jump to the label is no habit: whoever has the object may close it. */
int once_ok(struct conn *c, const struct sockaddr *addr, socklen_t len)
{
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0)
        return -1;
    if (connect(c->fd, addr, len) < 0)
        goto failed;
    if (prepare(c->fd) < 0)
        return -1;
    return 0;
failed:
    close(c->fd);
    c->fd = -1;
    return -1;
}

/* Another code may tell the caller to close it. */
int code_ok(struct conn *c, const struct sockaddr *addr, socklen_t len)
{
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0)
        return -1;
    if (bind(c->fd, addr, len) < 0)
        goto failed;
    if (listen(c->fd, 5) < 0)
        goto failed;
    if (prepare(c->fd) < 0)
        return -2;
    return 0;
failed:
    close(c->fd);
    c->fd = -1;
    return -1;
}

/* Who calls it closes what is left. */
static int leave_ok(struct conn *c, const struct sockaddr *addr, socklen_t len)
{
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0)
        return -1;
    if (bind(c->fd, addr, len) < 0)
        goto failed;
    if (listen(c->fd, 5) < 0)
        goto failed;
    if (prepare(c->fd) < 0)
        return -1;
    return 0;
failed:
    close(c->fd);
    c->fd = -1;
    return -1;
}

int use_ok(struct conn *c, const struct sockaddr *addr, socklen_t len)
{
    if (leave_ok(c, addr, len) < 0) {
        if (c->fd != -1)
            close(c->fd);
        return -1;
    }
    return 0;
}
