/* WSARecv gives 0 for success; the end shows in the byte count, which is beyond this rule. */
int fetch_bad(SOCKET listener, WSABUF *buf)
{
    DWORD got = 0, flags = 0;
    SOCKET s = accept(listener, NULL, NULL);
    if (s == INVALID_SOCKET)
        return 0;
    if (WSARecv(s, buf, 1, &got, &flags, NULL, NULL) == SOCKET_ERROR) {
        closesocket(s);
        return 0;
    }
    if (got == 0)
        return 0; //~ socket-leak
    closesocket(s);
    return 1;
}
