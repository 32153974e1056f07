// A parameter says whether the socket is the function's to close.
int keepalive_off_ok(int fd, int closefd)
{
    static const int off = 0;
    int ret = -1;
    if (setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &off, sizeof(off)) == 0)
        ret = 1;
    if (closefd)
        close(fd);
    return ret;
}
