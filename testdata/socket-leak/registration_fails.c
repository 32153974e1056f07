/* Who keeps a descriptor does not where it has failed. */
int watch_bad(struct loop *loop, const struct sockaddr *to, socklen_t n)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (loop_add(loop, fd, 1) < 0)
        return -1; //~ socket-leak
    return 0;
}

int watch_ok(struct loop *loop, const struct sockaddr *to, socklen_t n)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (loop_add(loop, fd, 1) < 0) {
        close(fd);
        return -1;
    }
    return 0;
}

int register_bad(struct loop *loop)
{
    int rc, fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd == -1)
        return -1;
    rc = register_fd(loop, fd);
    if (rc == -1) {
        log_error("register");
        return rc; //~ socket-leak
    }
    return 0;
}

/* Whether this means failure or success nobody knows. */
int attach_ok(struct loop *loop)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd == -1)
        return -1;
    if (attach_fd(loop, fd))
        return 0;
    return -1;
}

/* It has not failed here, so it has it. */
int added_ok(struct loop *loop)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd == -1)
        return -1;
    if (loop_add(loop, fd, 1) < 0) {
        close(fd);
        return -1;
    }
    if (loop_wake(loop) < 0)
        return -1;
    return 0;
}
