int open_ok(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int rc;
    assert(fd >= 0);
    rc = connect(fd, addr, sizeof(*addr));
    assert(rc == 0);
    if (rc != 0)
        return -1;
    return fd;
}
