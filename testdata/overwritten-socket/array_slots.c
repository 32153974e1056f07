int fill_ok(int *fds, int n)
{
    for (int i = 0; i < n; i++)
        fds[i] = socket(AF_INET, SOCK_STREAM, 0);
    return n;
}

int fill_same_slot_bad(int *fds)
{
    fds[0] = socket(AF_INET6, SOCK_STREAM, 0);
    fds[0] = socket(AF_INET, SOCK_STREAM, 0); //~ overwritten-socket
    return 1;
}
