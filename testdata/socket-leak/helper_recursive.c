static int dial(const struct sockaddr *addr, int tries)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0) {
        if (tries == 0)
            return -1; //~ socket-leak
        close(fd);
        return dial(addr, tries - 1);
    }
    return fd;
}
