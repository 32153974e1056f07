/* What is closed once all is done is no answer to a failure. */
int told_and_done_perhaps(const char *line)
{
    int on = 1, fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_BROADCAST, &on, sizeof on) < 0)
        exit(1);
    setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &on, sizeof on); //~ note unchecked-setsockopt
    close(fd);
    return 0;
}

/* Nor does a loop without an end close anything. */
int serve_perhaps(int fd)
{
    int on = 1;
    if (setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on) < 0)
        for (;;)
            pause();
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on); //~ note unchecked-setsockopt
    return 0;
}
