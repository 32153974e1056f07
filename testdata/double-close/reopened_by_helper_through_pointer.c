void run_ok(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    close(fd);
    if (reopen(&fd) < 0)
        return;
    close(fd);
}
