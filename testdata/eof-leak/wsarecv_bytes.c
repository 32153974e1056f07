/* WSARecv gives 0 for success; the end shows in the byte count. */
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
        return 0; //~ eof-leak
    closesocket(s);
    return 1;
}

int fetch_ok(SOCKET listener, WSABUF *buf)
{
    DWORD got = 0, flags = 0;
    SOCKET s = accept(listener, NULL, NULL);
    if (s == INVALID_SOCKET)
        return 0;
    if (WSARecv(s, buf, 1, &got, &flags, NULL, NULL) == SOCKET_ERROR || got == 0) {
        closesocket(s);
        return 0;
    }
    closesocket(s);
    return 1;
}

void serve_bad(struct peer *p, WSABUF *buf)
{
    DWORD got, flags = 0;
    if (WSARecv(p->s, buf, 1, &got, &flags, NULL, NULL) == SOCKET_ERROR) {
        closesocket(p->s);
        return;
    }
    if (got == 0)
        return; //~ eof-leak
    answer(buf, got);
}

void serve_ok(struct peer *p, WSABUF *buf)
{
    DWORD got, flags = 0;
    if (WSARecv(p->s, buf, 1, &got, &flags, NULL, NULL) == SOCKET_ERROR) {
        closesocket(p->s);
        return;
    }
    if (got == 0) {
        closesocket(p->s);
        return;
    }
    answer(buf, got);
}
