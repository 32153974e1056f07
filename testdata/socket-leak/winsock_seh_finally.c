int open_ok(const struct sockaddr *addr)
{
    SOCKET s = INVALID_SOCKET;
    __try {
        s = socket(AF_INET, SOCK_STREAM, 0);
        if (s == INVALID_SOCKET)
            __leave;
        if (connect(s, addr, sizeof(*addr)) != 0)
            __leave;
        greet(s);
    } __finally {
        if (s != INVALID_SOCKET)
            closesocket(s);
    }
    return 0;
}
