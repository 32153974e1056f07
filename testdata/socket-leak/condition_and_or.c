int pair_bad(const struct sockaddr *addr)
{
    int s = -1;
    if ((s = socket(AF_INET, SOCK_STREAM, 0)) < 0 || connect(s, addr, sizeof(*addr)) < 0)
        return -1; //~ socket-leak
    return s;
}

int pair_ok(const struct sockaddr *addr)
{
    int s = -1;
    if ((s = socket(AF_INET, SOCK_STREAM, 0)) < 0 || connect(s, addr, sizeof(*addr)) < 0) {
        if (s >= 0)
            close(s);
        return -1;
    }
    return s;
}
