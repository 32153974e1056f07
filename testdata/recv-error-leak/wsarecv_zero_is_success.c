int fetch_bad(SOCKET listener, WSABUF *buf)
{
    DWORD got = 0, flags = 0;
    SOCKET s = accept(listener, NULL, NULL);
    if (s == INVALID_SOCKET)
        return 0;
    if (WSARecv(s, buf, 1, &got, &flags, NULL, NULL) == 0)
        return (int)got; //~ socket-leak
    closesocket(s);
    return 0;
}
