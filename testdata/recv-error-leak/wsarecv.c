int fetch_bad(SOCKET listener, WSABUF *buf)
{
    DWORD got = 0, flags = 0;
    SOCKET s = accept(listener, NULL, NULL);
    if (s == INVALID_SOCKET)
        return 0;
    if (WSARecv(s, buf, 1, &got, &flags, NULL, NULL) == SOCKET_ERROR)
        return 0; //~ recv-error-leak
    closesocket(s);
    return 1;
}
