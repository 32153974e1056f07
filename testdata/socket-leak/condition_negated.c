int probe_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (!(s >= 0))
        return -1;
    if (!(connect(s, addr, sizeof(*addr)) == 0))
        return -1; //~ socket-leak
    close(s);
    return 0;
}

int probe_equal_false_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if ((s < 0) != 0)
        return -1;
    if ((connect(s, addr, sizeof(*addr)) < 0) == 1)
        return -1; //~ socket-leak
    close(s);
    return 0;
}
