/* More paths than anybody can keep apart: those that do not matter are merged. */
int open_bad(const struct sockaddr *addr, const int *want)
{
    int a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (want[0]) a = 1;
    if (want[1]) b = 1;
    if (want[2]) c = 1;
    if (want[3]) d = 1;
    if (want[4]) e = 1;
    if (want[5]) f = 1;
    if (want[6]) g = 1;
    log_debug("%d%d%d%d%d%d%d", a, b, c, d, e, f, g);
    if (connect(fd, addr, sizeof(*addr)) < 0)
        return -1; //~ socket-leak
    return fd;
}

int open_ok(const struct sockaddr *addr, const int *want)
{
    int opened = 0, a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd >= 0)
        opened = 1;
    if (want[0]) a = 1;
    if (want[1]) b = 1;
    if (want[2]) c = 1;
    if (want[3]) d = 1;
    if (want[4]) e = 1;
    if (want[5]) f = 1;
    if (want[6]) g = 1;
    log_debug("%d%d%d%d%d%d%d", a, b, c, d, e, f, g);
    if (opened)
        close(fd);
    return opened;
}
