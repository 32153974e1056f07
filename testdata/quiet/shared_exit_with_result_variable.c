int open_stream(const struct sockaddr *addr, int *out)
{
    int status = -1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd >= 0) {
        status = connect(fd, addr, sizeof(*addr));
        if (status == 0)
            *out = fd;
    }
    if (status != 0 && fd >= 0)
        close(fd);
    return status;
}
