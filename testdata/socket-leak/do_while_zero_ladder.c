int open_bad(const struct sockaddr *addr)
{
    int ok = 0;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    do {
        if (bind(fd, addr, sizeof(*addr)) < 0)
            break;
        if (listen(fd, 5) < 0)
            break;
        ok = 1;
    } while (0);
    if (!ok)
        return -1; //~ socket-leak
    return fd;
}

int open_ok(const struct sockaddr *addr)
{
    int ok = 0;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    do {
        if (bind(fd, addr, sizeof(*addr)) < 0)
            break;
        ok = 1;
    } while (0);
    if (!ok) {
        close(fd);
        return -1;
    }
    return fd;
}
