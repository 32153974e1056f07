/* The end of a connection right behind the last send. */

void last_word_bad(int fd, const char *text, size_t len)
{
    if (send(fd, text, len, 0) < 0)
        perror("send");
    close(fd); //~ missing-shutdown
}

void end_told_ok(int fd, const char *text, size_t len)
{
    if (send(fd, text, len, 0) < 0)
        perror("send");
    shutdown(fd, SHUT_WR);
    close(fd);
}

void answer_read_ok(int fd, const char *text, size_t len, char *buf, size_t size)
{
    if (send(fd, text, len, 0) < 0)
        perror("send");
    if (recv(fd, buf, size, 0) < 0)
        perror("recv");
    close(fd);
}

void failed_ok(int fd, const char *text, size_t len)
{
    if (send(fd, text, len, 0) < 0)
        close(fd);
}

void datagram_ok(const char *text, size_t len, const struct sockaddr *to, socklen_t size)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return;
    if (sendto(fd, text, len, 0, to, size) < 0)
        perror("sendto");
    close(fd);
}

/* There is nothing to end. */
void datagram_ok(const struct sockaddr *to, socklen_t len)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return;
    if (connect(fd, to, len) == 0)
        send(fd, "x", 1, 0);
    close(fd);
}
