int open_ok(const struct sockaddr *addr)
{
    _cleanup_close_ int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0)
        return -1; //~ FP socket-leak: the repair drops an unknown word before the type, and with it the cleanup
    return TAKE_FD(fd); //~ FP socket-leak: the same, and TAKE_FD(fd) hands the handle to the caller
}
