/* Perhaps the loop keeps it: not sure enough to be shown. */
int watch_ok(struct loop *loop, int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    loop_register(loop, fd);
    return 0;
}

int watch_attach_ok(struct loop *loop, int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    if (conn_attach_fd(loop, fd) != 0) {
        close(fd);
        return -1;
    }
    return 0;
}

int watch_bad(struct loop *loop, int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    if (set_nonblocking(fd) < 0)
        return -1; //~ socket-leak
    loop_register(loop, fd);
    return 0;
}
