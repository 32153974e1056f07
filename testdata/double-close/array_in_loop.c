void stop_ok(int *fds, int n)
{
    for (int i = 0; i < n; i++)
        shutdown(fds[i], SHUT_RDWR);
    for (int i = 0; i < n; i++)
        close(fds[i]);
}

void stop_pair_ok(void)
{
    int sv[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, sv) < 0)
        return;
    for (int i = 0; i < 2; i++)
        close(sv[i]);
}

void stop_pair_bad(void)
{
    int sv[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, sv) < 0)
        return;
    close(sv[0]);
    close(sv[1]);
    close(sv[0]); //~ double-close
}

/* What is taken out next is another one. */
void stop_copies_ok(int *fds, int n)
{
    for (int i = 0; i < n; i++) {
        int fd = fds[i];
        if (fd < 0)
            continue;
        shutdown(fd, SHUT_RDWR);
        close(fd);
    }
}
