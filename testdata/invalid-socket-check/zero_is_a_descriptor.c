/* A program without standard input gets 0 for its first socket. */

int refused_bad(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd <= 0) //~ invalid-socket-check
        return -1;
    return fd;
}

int taken_only_above_bad(int listener)
{
    int fd;
    if ((fd = accept(listener, NULL, NULL)) > 0) { //~ invalid-socket-check
        serve(fd);
        close(fd);
        return 0;
    }
    return -1;
}

int accepted_ok(int listener)
{
    int fd;
    if ((fd = accept(listener, NULL, NULL)) >= 0) {
        serve(fd);
        close(fd);
        return 0;
    }
    return -1;
}

/* The failure was dealt with before: only descriptor 0 is forgotten. */
int guard_perhaps(const struct sockaddr *to)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, sizeof(struct sockaddr)) == 0)
        return fd; //~^^^^ FN socket-leak: descriptor 0 stays open where the guard below leaves it out
    if (fd > 0) //~ note invalid-socket-check
        close(fd);
    return -1;
}

static int open_or_zero(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return 0;
    return fd;
}

/* The project's own convention: 0 is what the opener gives if there is none. */
int own_convention_ok(void)
{
    int fd = open_or_zero();
    if (fd <= 0)
        return -1;
    send(fd, "x", 1, 0);
    close(fd);
    return 0;
}
