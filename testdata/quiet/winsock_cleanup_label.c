int fetch(const struct sockaddr *addr, char *buf, int size)
{
    WSADATA data;
    SOCKET s = INVALID_SOCKET;
    int ok = FALSE, n;
    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return FALSE;
    s = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (s == INVALID_SOCKET)
        goto cleanup;
    if (connect(s, addr, sizeof(*addr)) == SOCKET_ERROR)
        goto cleanup;
    n = recv(s, buf, size, 0);
    if (n == SOCKET_ERROR || n == 0)
        goto cleanup;
    ok = TRUE;
cleanup:
    if (s != INVALID_SOCKET)
        closesocket(s);
    WSACleanup();
    return ok;
}
