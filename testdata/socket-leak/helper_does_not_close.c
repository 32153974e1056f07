/* The body says what its name does not: nothing is closed. */
static void close_all(int fd)
{
    shutdown(fd, SHUT_RDWR);
}

int dial_bad(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0) {
        close_all(fd);
        return -1; //~ socket-leak
    }
    return fd;
}
