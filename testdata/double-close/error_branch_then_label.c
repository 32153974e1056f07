int run_bad(const struct sockaddr *addr)
{
    int rc = -1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0) {
        close(fd);
        goto out;
    }
    rc = 0;
out:
    close(fd); //~ double-close
    return rc;
}

int run_ok(const struct sockaddr *addr)
{
    int rc = -1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0)
        goto out;
    rc = 0;
out:
    close(fd);
    return rc;
}
