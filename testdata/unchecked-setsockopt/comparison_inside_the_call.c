/* The comparison stands in the last argument: it looks checked and sets a length of 0. */
int set_up_bad(int fd, int on)
{
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on) < 0)) //~ unchecked-setsockopt
        return -1;
    return 0;
}

int set_up_ok(int fd, int on)
{
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) < 0)
        return -1;
    return 0;
}
