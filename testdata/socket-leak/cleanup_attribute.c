static void close_it(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

int probe_ok(const struct sockaddr *addr)
{
    __attribute__((cleanup(close_it))) int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    return connect(fd, addr, sizeof(*addr));
}

int probe_behind_ok(const struct sockaddr *addr)
{
    int fd __attribute__((__cleanup__(close_it))) = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    return connect(fd, addr, sizeof(*addr));
}
