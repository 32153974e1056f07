int start_ok(SOCKET s, WSABUF *buf, OVERLAPPED *over)
{
    DWORD flags = 0;
    if (WSARecv(s, buf, 1, NULL, &flags, over, NULL) == SOCKET_ERROR) {
        if (WSAGetLastError() == WSA_IO_PENDING)
            return 1;
        closesocket(s);
        return 0;
    }
    return 1;
}
