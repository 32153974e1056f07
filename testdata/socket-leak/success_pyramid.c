int open_bad(const struct sockaddr *addr)
{
    int result = -1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd >= 0) {
        if (bind(fd, addr, sizeof(*addr)) == 0) {
            if (listen(fd, 5) == 0) {
                result = fd;
            } else {
                close(fd);
            }
        }
    }
    return result; //~ socket-leak
}
