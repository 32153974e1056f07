void on_the_line_ok(int fd, int on)
{
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)); /* best effort */
}

void above_ok(int fd, int on)
{
    // Old kernels do not know it; the bind below tells.
    setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof(on));
}

void far_away_bad(int fd, int on)
{
    // It may fail.

    log_debug("setting up");
    setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof(on)); //~ unchecked-setsockopt
}

void above_the_condition_ok(int fd, const char *name, int len)
{
    /* May fail without CAP_NET_RAW. */
    if (name)
        setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, name, len);
}

void below_ok(int fd, int on)
{
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    /* Ignore the error: bind tells if the address is taken. */
    bind_it(fd);
}

void several_lines_ok(int fd, int on)
{
    // We don't care whether this works:
    // without it the port is free a minute later,
    // and that is soon enough.
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
}

/* What it does is no word on what happens if it does not. */
void descriptive_bad(int fd, int on)
{
    /* Allow reuse of the address. */
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)); //~ unchecked-setsockopt
}

void descriptive_perhaps(int fd, int on)
{
    /* Send small packets at once. */
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)); //~ note unchecked-setsockopt
}

void on_the_line_bad(int fd, int on)
{
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)); /* reuse */ //~ unchecked-setsockopt
}

/* It is said of the line that it stands on. */
void of_the_line_above_bad(int fd, int on, struct conn *c)
{
    c->tries = 0; /* ignored by the first round */
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)); //~ unchecked-setsockopt
}

void behind_a_brace_ok(int fd, int on)
{
    if (on) { /* may fail on AIX */
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    }
}

/* What sockleak cannot read it does not judge. */
void another_language_ok(int fd, int on)
{
    /* 设置 SO_REUSEADDR 失败也没有关系 */
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
}
