int probe_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (0 > s)
        return -1;
    if (0 > connect(s, addr, sizeof(*addr)))
        return -1; //~ socket-leak
    close(s);
    return 0;
}

int probe_minus_one_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (-1 == s)
        return -1;
    if (-1 == connect(s, addr, sizeof(*addr)))
        return -1; //~ socket-leak
    close(s);
    return 0;
}
