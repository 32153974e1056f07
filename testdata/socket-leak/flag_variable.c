int probe_bad(const struct sockaddr *addr)
{
    bool ok = false;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (connect(s, addr, sizeof(*addr)) == 0)
        ok = true;
    if (ok) {
        close(s);
        return 0;
    }
    return -1; //~ socket-leak
}

int probe_ok(const struct sockaddr *addr)
{
    bool opened = false;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s != -1)
        opened = true;
    if (opened)
        connect(s, addr, sizeof(*addr));
    if (opened)
        close(s);
    return opened;
}
