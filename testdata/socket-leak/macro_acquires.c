#define OPEN_TCP() socket(AF_INET, SOCK_STREAM, IPPROTO_TCP)

int open_bad(const struct sockaddr *addr)
{
    int fd = OPEN_TCP();
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0)
        return -1; //~ socket-leak
    return fd;
}
