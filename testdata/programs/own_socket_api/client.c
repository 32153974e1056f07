int greet_bad(const struct sockaddr *peer)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, peer, sizeof(*peer)) < 0)
        return -1; //~ socket-leak
    close(fd);
    return 0;
}

int greet_ok(const struct sockaddr *peer)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, peer, sizeof(*peer)) < 0) {
        close(fd);
        return -1;
    }
    close(fd);
    return 0;
}
