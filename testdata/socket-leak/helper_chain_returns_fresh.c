static int make(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}

static int make_listener(const struct sockaddr *addr)
{
    int fd = make();
    if (fd == -1)
        return -1;
    if (bind(fd, addr, sizeof(*addr)) == -1) {
        close(fd);
        return -1;
    }
    return fd;
}

int run_bad(const struct sockaddr *addr)
{
    int fd = make_listener(addr);
    if (fd == -1)
        return -1;
    if (listen(fd, 5) == -1)
        return -1; //~ socket-leak
    close(fd);
    return 0;
}
