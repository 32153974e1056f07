/* A peer that vanishes without a FIN is never noticed by a recv that may wait for ever. */
void pump_bad(const struct sockaddr *to, socklen_t len)
{
    char buf[512];
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    if (connect(fd, to, len) == 0)
        while (recv(fd, buf, sizeof(buf), 0) > 0) //~ missing-keepalive
            consume(buf);
    close(fd);
}

void pump_ok(const struct sockaddr *to, socklen_t len)
{
    char buf[512];
    int on = 1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    if (setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on)) < 0)
        perror("SO_KEEPALIVE");
    if (connect(fd, to, len) == 0)
        while (recv(fd, buf, sizeof(buf), 0) > 0)
            consume(buf);
    close(fd);
}

/* A peer on the same machine does not vanish without a word. */
void local_ok(const struct sockaddr *to, socklen_t len)
{
    char buf[512];
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    if (connect(fd, to, len) == 0)
        while (recv(fd, buf, sizeof(buf), 0) > 0)
            consume(buf);
    close(fd);
}
