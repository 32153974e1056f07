static int finish(int fd, int rc)
{
    if (rc < 0)
        close(fd);
    return rc < 0 ? -1 : fd;
}

int dial(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    return finish(fd, connect(fd, addr, sizeof(*addr)));
}
