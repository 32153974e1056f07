/* Sends to a peer that may have gone, in a file that never speaks of the signal. */

void written_bad(const struct sockaddr *to, socklen_t len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    if (connect(fd, to, len) == 0 && write(fd, "up", 2) < 0) //~ sigpipe
        perror("write");
    close(fd);
}

void with_flag_ok(const struct sockaddr *to, socklen_t len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    if (connect(fd, to, len) == 0 && send(fd, "up", 2, MSG_DONTWAIT | MSG_NOSIGNAL) < 0)
        perror("send");
    close(fd);
}

/* A datagram that nobody takes raises nothing. */
void datagram_ok(const struct sockaddr *to, socklen_t len)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return;
    if (connect(fd, to, len) == 0 && send(fd, "up", 2, 0) < 0)
        perror("send");
    close(fd);
}
