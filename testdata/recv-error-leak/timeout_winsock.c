int wait_answer_bad(SOCKET s, char *buf)
{
    int n = recv(s, buf, 64, 0);
    if (n == SOCKET_ERROR) {
        int code = WSAGetLastError();
        if (code == WSAETIMEDOUT)
            return -2; //~ recv-error-leak
        closesocket(s);
        return -1;
    }
    return n;
}

int wait_answer_ok(SOCKET s, char *buf)
{
    int n = recv(s, buf, 64, 0);
    if (n == SOCKET_ERROR) {
        if (WSAGetLastError() == WSAEWOULDBLOCK)
            return 0;
        closesocket(s);
        return -1;
    }
    return n;
}
