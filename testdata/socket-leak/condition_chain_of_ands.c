int try_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s >= 0 && bind(s, addr, sizeof(*addr)) == 0 && listen(s, 1) == 0)
        return s;
    return -1; //~ socket-leak
}

int try_ok(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s >= 0 && bind(s, addr, sizeof(*addr)) == 0 && listen(s, 1) == 0)
        return s;
    if (s >= 0)
        close(s);
    return -1;
}
