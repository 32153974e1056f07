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
    // Sets the socket up.

    log_debug("setting up");
    setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof(on)); //~ unchecked-setsockopt
}

void above_the_condition_ok(int fd, const char *name, int len)
{
    /* May fail without CAP_NET_RAW. */
    if (name)
        setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, name, len);
}
