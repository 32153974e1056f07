/* The helper opens a socket only where it is given none, and closes only the one that it opened. */
static int connect_it(int *fd, const struct sockaddr *addr)
{
    int made = 0;
    if (*fd < 0) {
        *fd = socket(AF_INET, SOCK_STREAM, 0);
        if (*fd < 0)
            goto fail;
        made = 1;
    }
    if (connect(*fd, addr, sizeof(*addr)) == 0)
        return 1;
fail:
    if (made) {
        close(*fd);
        *fd = -1;
    }
    return -1;
}

int open_it(int fd, const struct sockaddr *addr)
{
    int own = 0;
    if (fd < 0) {
        fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd < 0)
            return -1;
        own = 1;
    }
    if (connect_it(&fd, addr) < 0) {
        if (own)
            close(fd);
        return -1;
    }
    return fd;
}
