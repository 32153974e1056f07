int probe_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (!~s)
        return -1;
    if (connect(s, addr, sizeof(*addr)))
        return -1; //~ socket-leak
    close(s);
    return 0;
}

int probe_ok(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    int r = -1;
    if (~s)
        r = connect(s, addr, sizeof(*addr));
    if (~s)
        close(s);
    return r;
}
