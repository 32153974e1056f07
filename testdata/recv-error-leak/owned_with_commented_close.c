int fetch_bad(char *buf, int len)
{
    SOCKET s = socket(AF_INET, kind, 0);
    if (s == INVALID_SOCKET)
        return 0;
    if (recv(s, buf, len, 0) == SOCKET_ERROR) {
        // closesocket(s);
        return 0; //~ recv-error-leak
    }
    closesocket(s);
    return 1;
}
