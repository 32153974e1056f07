int open_bad(const struct sockaddr *addr)
{
    int fd = -1;
    while (1) {
        fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd == -1)
            break;
        if (bind(fd, addr, sizeof(*addr)) == -1)
            break;
        return fd;
    }
    return -1; //~ socket-leak
}
