/* Each command of fcntl has flags of its own, and takes no notice of others. */

int both_at_once_bad(int fd)
{
    int flags = fcntl(fd, F_GETFL, 0);
    if (fcntl(fd, F_SETFL, flags | O_NONBLOCK | FD_CLOEXEC) < 0) //~ option-type-mismatch
        return -1;
    return send(fd, "x", 1, 0);
}

int both_ok(int fd)
{
    int flags = fcntl(fd, F_GETFL, 0);
    if (fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0 || fcntl(fd, F_SETFD, FD_CLOEXEC) < 0)
        return -1;
    return send(fd, "x", 1, 0);
}

int still_blocks_bad(int fd)
{
    int flags = fcntl(fd, F_GETFD);
    if (fcntl(fd, F_SETFD, flags | O_NONBLOCK) < 0) //~ option-type-mismatch
        return -1;
    return send(fd, "x", 1, 0);
}

int still_inherited_bad(int fd)
{
    if (fcntl(fd, F_SETFD, O_CLOEXEC) < 0) //~ option-type-mismatch
        return -1;
    return send(fd, "x", 1, 0);
}

int put_together_before_bad(int fd, int inherit)
{
    int flags = fcntl(fd, F_GETFL, 0);
    flags |= O_NONBLOCK;
    if (!inherit)
        flags |= FD_CLOEXEC;
    if (fcntl(fd, F_SETFL, flags) < 0) //~ option-type-mismatch
        return -1;
    return send(fd, "x", 1, 0);
}

/* One variable for one after the other. */
int used_again_ok(int fd)
{
    int flags = fcntl(fd, F_GETFL, 0);
    flags |= O_NONBLOCK;
    if (fcntl(fd, F_SETFL, flags) < 0)
        return -1;
    flags = fcntl(fd, F_GETFD, 0);
    flags |= FD_CLOEXEC;
    if (fcntl(fd, F_SETFD, flags) < 0)
        return -1;
    return send(fd, "x", 1, 0);
}

/* Asking for one decides on the other. */
int as_the_other_ok(int fd, int other)
{
    int flags = 0;
    if (fcntl(other, F_GETFD) & FD_CLOEXEC)
        flags = O_NONBLOCK;
    if (fcntl(fd, F_SETFL, flags) < 0)
        return -1;
    return send(fd, "x", 1, 0);
}

int turned_off_ok(int fd, int on)
{
    int flags = fcntl(fd, F_GETFL, 0);
    if (fcntl(fd, F_SETFL, on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK) < 0)
        return -1;
    return send(fd, "x", 1, 0);
}
