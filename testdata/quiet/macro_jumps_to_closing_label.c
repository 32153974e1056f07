#define CHECK(x) do { rc = (x); if (rc < 0) goto fail; } while (0)

int open_stream(const struct sockaddr *addr)
{
    int rc, fd = -1;
    CHECK(fd = socket(AF_INET, SOCK_STREAM, 0));
    CHECK(connect(fd, addr, sizeof(*addr)));
    return fd;
fail:
    if (fd >= 0)
        close(fd);
    return -1;
}
