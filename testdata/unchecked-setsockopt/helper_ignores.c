/* The wrapper hands the result on, and nobody looks. */
static int reuse(int fd)
{
    int on = 1;
    return setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
}

int set_up_bad(int fd)
{
    reuse(fd); //~ unchecked-setsockopt
    return listen(fd, 5);
}

int set_up_ok(int fd)
{
    if (reuse(fd) < 0)
        return -1;
    return listen(fd, 5);
}

int given_up_ok(int fd)
{
    (void)reuse(fd);
    return listen(fd, 5);
}

static int no_delay(int fd)
{
    int on = 1;
    if (setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)) < 0)
        return -1;
    return 0;
}

int set_up_perhaps(int fd)
{
    no_delay(fd); //~ note unchecked-setsockopt
    return listen(fd, 5);
}

/* Somebody has looked already. */
static int told(int fd)
{
    int on = 1;
    int done = setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (done < 0)
        perror("SO_REUSEADDR");
    return done;
}

int told_inside_ok(int fd)
{
    told(fd);
    return listen(fd, 5);
}
