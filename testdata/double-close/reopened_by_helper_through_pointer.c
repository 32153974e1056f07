void run_ok(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    close(fd);
    if (reopen(&fd) < 0)
        return;
    close(fd); //~ FP double-close: a call that gets the address of a closed handle may store a new one there
}
