/* The value is read back: somebody looks whether it worked. */
int set_up_ok(int fd, int size)
{
    socklen_t len = sizeof(size);
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
    getsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, &len);
    return size;
}

/* What is read before says nothing of what comes. */
int only_if_off_bad(int fd)
{
    int on = 0;
    socklen_t len = sizeof(on);
    if (getsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, &len) < 0)
        return -1;
    if (!on) {
        on = 1;
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)); //~ unchecked-setsockopt
    }
    return 0;
}

int only_if_off_ok(int fd)
{
    int on = 0;
    socklen_t len = sizeof(on);
    if (getsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, &len) < 0)
        return -1;
    if (!on) {
        on = 1;
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
        getsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, &len);
    }
    return on ? 0 : -1;
}

/* Each round looks at what the one before it has done. */
int until_it_is_taken_ok(int fd, int size)
{
    int got;
    socklen_t len = sizeof(got);
    for (; size > 0; size /= 2) {
        if (getsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &got, &len) == 0 && got >= size)
            return got;
        setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size));
    }
    return -1;
}

/* One socket's option says nothing of the other's. */
int of_the_other_bad(int one, int other)
{
    int on = 1;
    socklen_t len = sizeof(on);
    setsockopt(one, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)); //~ unchecked-setsockopt
    getsockopt(other, SOL_SOCKET, SO_REUSEADDR, &on, &len);
    return on;
}

int of_a_copy_ok(int one)
{
    int on = 1, same = one;
    socklen_t len = sizeof(on);
    setsockopt(one, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    getsockopt(same, SOL_SOCKET, SO_REUSEADDR, &on, &len);
    return on;
}
