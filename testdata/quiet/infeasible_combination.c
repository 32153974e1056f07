/* The two tests are the same, so the path that skips the close and the path that opened never meet. */
int run(int mode, const struct sockaddr *addr)
{
    int fd = -1, rc = 0;
    if (mode == 2)
        fd = socket(AF_INET, SOCK_STREAM, 0);
    for (int i = 0; i < 3; i++)
        rc += step(i);
    if (mode != 2)
        return rc;
    if (fd >= 0)
        close(fd);
    return rc;
}

int run_by_status(const struct sockaddr *addr)
{
    int status = -1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd >= 0)
        status = connect(fd, addr, sizeof(*addr));
    if (status == 0)
        return fd;
    if (fd < 0)
        return -1;
    close(fd);
    return -1;
}
