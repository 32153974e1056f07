int probe_ok(const struct sockaddr *addr)
{
    int fd = 0, rc = -1;
    if (addr == NULL)
        goto done;
    if ((fd = socket(AF_INET, SOCK_STREAM, 0)) == -1) {
        fd = 0;
        goto done;
    }
    rc = connect(fd, addr, sizeof(*addr));
done:
    if (fd)
        close(fd);
    return rc;
}
