SOCKET WINAPI open_bad(_In_ const struct sockaddr *addr, _In_opt_ void *context)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return s;
    if (connect(s, addr, sizeof(*addr)) != 0)
        return INVALID_SOCKET; //~ socket-leak
    return s;
}

static DWORD CALLBACK open_ok(LPVOID param)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s != INVALID_SOCKET)
        closesocket(s);
    return 0;
}
