int copy_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    int keep = s;
    if (s < 0)
        return -1;
    s = -1;
    if (connect(keep, addr, sizeof(*addr)) < 0)
        return -1; //~ socket-leak
    close(keep);
    return 0;
}

int copy_ok(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    int keep = s;
    if (s < 0)
        return -1;
    s = -1;
    connect(keep, addr, sizeof(*addr));
    close(keep);
    return 0;
}
