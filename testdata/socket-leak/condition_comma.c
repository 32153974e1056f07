int probe_bad(const struct sockaddr *addr)
{
    int s;
    if (s = socket(AF_INET, SOCK_STREAM, 0), s < 0)
        return -1;
    if (errno = 0, connect(s, addr, sizeof(*addr)) < 0)
        return -1; //~ socket-leak
    close(s);
    return 0;
}
