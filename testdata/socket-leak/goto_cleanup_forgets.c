int start_bad(const struct sockaddr *addr)
{
    char *buf = malloc(512);
    int rc = -1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        goto fail;
    if (bind(fd, addr, sizeof(*addr)) < 0)
        goto fail;
    if (listen(fd, 8) < 0)
        goto fail;
    rc = fd;
fail:
    free(buf);
    return rc; //~ socket-leak
}

int start_ok(const struct sockaddr *addr)
{
    char *buf = malloc(512);
    int rc = -1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        goto fail;
    if (bind(fd, addr, sizeof(*addr)) < 0)
        goto fail_close;
    rc = fd;
    goto fail;
fail_close:
    close(fd);
fail:
    free(buf);
    return rc;
}
