int next_bad(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    if (fcntl(fd, F_SETFL, O_NONBLOCK) < 0) {
        close(listener); //~ wrong-handle-closed
        return -1;
    }
    return fd;
}
