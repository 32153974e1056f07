/* What cannot be read silences nothing. */

int no_rules(const struct sockaddr *to, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, length) < 0) {
        // sockleak: ignore -- everything //~ invalid-suppression
        return -1; //~ socket-leak
    }
    return fd;
}

int empty_list(const struct sockaddr *to, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, length) < 0) {
        // sockleak: ignore[] //~ invalid-suppression
        return -1; //~ socket-leak
    }
    return fd;
}

int no_dashes(const struct sockaddr *to, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, length) < 0) {
        // sockleak: ignore[socket-leak] the process ends soon //~ invalid-suppression
        return -1; //~ socket-leak
    }
    return fd;
}
