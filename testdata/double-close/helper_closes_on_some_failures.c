/* One result for two failures, and only one of them closes. */
static int prepare(int fd, const struct sockaddr *addr, socklen_t length)
{
    int on = 1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) < 0)
        return -1; //~ FP socket-leak: its caller closes it
    if (bind(fd, addr, length) < 0) {
        log_error("bind");
        close(fd);
        return -1;
    }
    return 0;
}

int open_bad(const struct sockaddr *addr, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (prepare(fd, addr, length) < 0) {
        close(fd); //~ double-close
        return -1;
    }
    return fd;
}

/* The caller says what is to be done. */
static int prepare_as(int fd, int is_ours, const struct sockaddr *addr, socklen_t length)
{
    if (bind(fd, addr, length) < 0) {
        if (!is_ours)
            return -1;
        if (shutdown(fd, SHUT_RDWR) < 0) {
            close(fd);
            return -1;
        }
        return -1;
    }
    return 0;
}

int open_as_ok(const struct sockaddr *addr, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (prepare_as(fd, 0, addr, length) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* Somebody else is told. */
static int prepare_told(struct state *state, int fd, const struct sockaddr *addr, socklen_t length)
{
    int on = 1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) < 0)
        return -1; //~ FP socket-leak: the caller looks at what it is told
    if (bind(fd, addr, length) < 0) {
        close(fd);
        state->is_closed = 1;
        return -1;
    }
    return 0;
}

int open_told_ok(struct state *state, const struct sockaddr *addr, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (prepare_told(state, fd, addr, length) < 0) {
        if (!state->is_closed)
            close(fd);
        return -1;
    }
    return fd;
}
