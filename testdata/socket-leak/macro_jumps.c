#define REQUIRE(x) if (!(x)) goto out

int open_bad(const struct sockaddr *addr)
{
    int rc = -1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    REQUIRE(fd >= 0);
    REQUIRE(connect(fd, addr, sizeof(*addr)) == 0);
    close(fd);
    rc = 0;
out:
    return rc; //~ socket-leak
}

int open_ok(const struct sockaddr *addr)
{
    int rc = -1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    REQUIRE(fd >= 0);
    REQUIRE(connect(fd, addr, sizeof(*addr)) == 0);
    rc = 0;
out:
    if (fd >= 0)
        close(fd);
    return rc;
}
