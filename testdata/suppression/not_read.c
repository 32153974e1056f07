/* Nobody can say whether a comment is of use where the code is not read. */

int dead_arm(const struct sockaddr *to, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
#if 0
    // sockleak: ignore[socket-leak]
    if (bind(fd, to, length) < 0)
        return -1;
#endif
    if (connect(fd, to, length) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int other_systems(const struct sockaddr *to, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
#ifdef _WIN32
    if (connect(fd, to, length) < 0)
        return -1; // sockleak: ignore[socket-leak]
#else
    if (connect(fd, to, length) < 0)
        return -2; // sockleak: ignore[socket-leak]
#endif
    return fd;
}

int commented_close_in_a_reason(int fd, char *buf, int size)
{
    if (recv(fd, buf, size, 0) < 0) {
        // sockleak: ignore[recv-error-leak] -- no close(fd); here //~ unused-suppression
        return -1;
    }
    return 0;
}
