int open_ok(const struct sockaddr *addr)
{
    _cleanup_close_ int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0)
        return -1;
    return TAKE_FD(fd);
}
