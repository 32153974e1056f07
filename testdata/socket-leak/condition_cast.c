int probe_bad(const struct sockaddr *addr)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == (SOCKET)-1)
        return 0;
    if (connect(s, addr, sizeof(*addr)) == -1)
        return 0; //~ socket-leak
    closesocket(s);
    return 1;
}

int probe_tilde_zero_ok(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == (SOCKET)(~0))
        return 0;
    closesocket(s);
    return 1;
}
