int spawn_bad(void)
{
    int sv[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, sv) < 0)
        return -1;
    close(sv[0]);
    return 0; //~ socket-leak
}

int spawn_ok(int *ours)
{
    int sv[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, sv) < 0)
        return -1;
    *ours = sv[0];
    close(sv[1]);
    return 0;
}
