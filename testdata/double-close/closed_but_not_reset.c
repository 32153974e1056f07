/* `fd >= 0` still holds after close: only the reset makes the guard work. */
int run_bad(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd >= 0 && connect(fd, addr, sizeof(*addr)) < 0)
        close(fd);
    if (fd >= 0)
        close(fd); //~ double-close
    return 0;
}

int run_ok(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd >= 0 && connect(fd, addr, sizeof(*addr)) < 0) {
        close(fd);
        fd = -1;
    }
    if (fd >= 0)
        close(fd);
    return 0;
}
