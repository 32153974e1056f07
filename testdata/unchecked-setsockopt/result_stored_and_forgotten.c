int set_up_bad(int fd, int on)
{
    int rc;
    rc = setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)); //~ FN unchecked-setsockopt: stored results count as looked at
    rc = listen(fd, 5);
    return rc;
}
