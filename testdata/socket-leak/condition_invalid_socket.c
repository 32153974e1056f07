SOCKET dial_bad(const struct sockaddr *addr)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    if (connect(s, addr, sizeof(*addr)) == SOCKET_ERROR)
        return INVALID_SOCKET; //~ socket-leak
    return s;
}

SOCKET dial_swapped_ok(const struct sockaddr *addr)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (INVALID_SOCKET == s)
        return INVALID_SOCKET;
    if (SOCKET_ERROR == connect(s, addr, sizeof(*addr))) {
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}

SOCKET dial_mixed_up_ok(const struct sockaddr *addr)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (s == SOCKET_ERROR)
        return INVALID_SOCKET;
    return s;
}
