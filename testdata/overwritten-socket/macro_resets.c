#define FORGET(s) ((s) = -1)

int dial_bad(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0)
        FORGET(fd); //~ overwritten-socket
    return fd;
}
