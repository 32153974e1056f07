static int set_options(int fd)
{
    int on = 1;
    if (setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)) == -1) {
        close(fd);
        return -1;
    }
    return 0;
}

int open_bad(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        return -1;
    if (set_options(fd) == -1) {
        close(fd); //~ double-close
        return -1;
    }
    return fd;
}

int open_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        return -1;
    if (set_options(fd) == -1)
        return -1;
    return fd;
}
