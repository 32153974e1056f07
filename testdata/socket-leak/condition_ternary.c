int probe_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    return connect(s, addr, sizeof(*addr)) < 0 ? -1 : 0; //~ socket-leak
}

int probe_ok(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    int r = s < 0 ? -1 : connect(s, addr, sizeof(*addr));
    s < 0 ? (void)0 : (void)close(s);
    return r;
}
