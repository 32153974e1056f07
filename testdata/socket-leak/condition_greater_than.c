int probe_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s > -1) {
        if (connect(s, addr, sizeof(*addr)) < 0)
            return -1; //~ socket-leak
        close(s);
    }
    return 0;
}

int probe_at_least_zero_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s >= 0) {
        if (connect(s, addr, sizeof(*addr)) < 0)
            return -1; //~ socket-leak
        close(s);
    }
    return 0;
}
