/* A comment about the whole file, wherever it stands. */

int first(const struct sockaddr *to, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, length) < 0)
        return -1;
    return fd;
}

// sockleak: ignore-file[socket-leak] -- a test of the kernel
// sockleak: ignore-file[eof-leak] //~ unused-suppression

int second(const struct sockaddr *to, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, length) < 0)
        return -1;
    close(fd);
    return close(fd); //~ double-close
}
