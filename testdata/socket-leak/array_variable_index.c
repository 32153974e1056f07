int many_bad(int n)
{
    int fds[16];
    for (int i = 0; i < n; i++)
        fds[i] = socket(AF_INET, SOCK_STREAM, 0);
    return n; //~ socket-leak
}

int many_ok(int n)
{
    int fds[16];
    for (int i = 0; i < n; i++)
        fds[i] = socket(AF_INET, SOCK_STREAM, 0);
    for (int i = 0; i < n; i++)
        close(fds[i]);
    return n;
}

int many_handed_on_ok(int n)
{
    int fds[16];
    for (int i = 0; i < n; i++)
        fds[i] = socket(AF_INET, SOCK_STREAM, 0);
    return run_all(fds, n);
}
