int two_bad(void)
{
    int fds[2];
    fds[0] = socket(AF_INET, SOCK_STREAM, 0);
    if (fds[0] < 0)
        return -1;
    fds[1] = socket(AF_INET6, SOCK_STREAM, 0);
    if (fds[1] < 0)
        return -1; //~ socket-leak
    close(fds[0]);
    close(fds[1]);
    return 0;
}

int two_ok(void)
{
    int fds[2];
    fds[0] = socket(AF_INET, SOCK_STREAM, 0);
    if (fds[0] < 0)
        return -1;
    fds[1] = socket(AF_INET6, SOCK_STREAM, 0);
    if (fds[1] >= 0)
        close(fds[1]);
    close(fds[0]);
    return 0;
}
