int push_bad(SOCKET listener, WSABUF *buf)
{
    DWORD sent = 0;
    SOCKET s = accept(listener, NULL, NULL);
    if (s == INVALID_SOCKET)
        return 0;
    if (WSASend(s, buf, 1, &sent, 0, NULL, NULL) == SOCKET_ERROR)
        return 0; //~ send-error-leak
    closesocket(s);
    return 1;
}
