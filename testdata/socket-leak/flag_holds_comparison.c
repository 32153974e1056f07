int probe_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    int failed = s < 0;
    if (failed)
        return -1;
    failed = connect(s, addr, sizeof(*addr)) < 0;
    if (!failed)
        close(s);
    return failed; //~ socket-leak
}

int probe_ok(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    int valid = s >= 0;
    int failed = !valid || connect(s, addr, sizeof(*addr)) < 0;
    if (valid)
        close(s);
    return failed;
}
