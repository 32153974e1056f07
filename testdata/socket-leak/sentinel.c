int probe_ok(const struct sockaddr *addr)
{
    int fd = -1, rc = -1;
    if (!addr)
        goto out;
    fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        goto out;
    rc = connect(fd, addr, sizeof(*addr));
out:
    if (fd >= 0)
        close(fd);
    return rc;
}

int probe_bad(const struct sockaddr *addr)
{
    int fd = -1, rc = -1;
    fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        goto out;
    rc = connect(fd, addr, sizeof(*addr));
    if (rc < 0)
        goto out;
    close(fd);
    fd = -1;
out:
    if (fd < 0)
        return rc;
    return -1; //~ socket-leak
}
