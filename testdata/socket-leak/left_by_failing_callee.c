/* A callee leaves the socket where a parameter leads, and fails; its result says as well that there is none. */
void report(const char *what);

static int dial_bad(int *fd, const struct sockaddr *to, socklen_t len)
{
    *fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (*fd < 0)
        return -1;
    if (connect(*fd, to, len) < 0) {
        report("cannot connect");
        return -1;
    }
    return 0;
}

static int dial_ok(int *fd, const struct sockaddr *to, socklen_t len)
{
    *fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (*fd < 0)
        return -1;
    if (connect(*fd, to, len) < 0) {
        report("cannot connect");
        close(*fd);
        *fd = -1;
        return -1;
    }
    return 0;
}

int ask_bad(const struct sockaddr *to, socklen_t len)
{
    int fd;
    if (dial_bad(&fd, to, len))
        return -1; //~ socket-leak
    send(fd, "?", 1, 0);
    close(fd);
    return 0;
}

int ask_ok(const struct sockaddr *to, socklen_t len)
{
    int fd;
    if (dial_ok(&fd, to, len))
        return -1;
    send(fd, "?", 1, 0);
    close(fd);
    return 0;
}
