/* The file ignores the signal. */

void start_ok(void)
{
    signal(SIGPIPE, SIG_IGN);
}

void written_ok(const struct sockaddr *to, socklen_t len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    if (connect(fd, to, len) == 0 && write(fd, "up", 2) < 0)
        perror("write");
    close(fd);
}
