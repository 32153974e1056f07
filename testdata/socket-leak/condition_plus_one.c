int probe_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (!(s + 1))
        return -1;
    if (connect(s, addr, sizeof(*addr)))
        return -1; //~ socket-leak
    close(s);
    return 0;
}

int probe_ok(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s + 1 == 0)
        return -1;
    connect(s, addr, sizeof(*addr));
    close(s);
    return 0;
}
