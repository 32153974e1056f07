SOCKET listen_bad(const char *port, struct addrinfo *info)
{
    WSADATA data;
    SOCKET s;
    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return INVALID_SOCKET;
    s = WSASocketW(info->ai_family, info->ai_socktype, 0, NULL, 0, WSA_FLAG_OVERLAPPED);
    if (s == INVALID_SOCKET) {
        WSACleanup();
        return INVALID_SOCKET;
    }
    if (bind(s, info->ai_addr, (int)info->ai_addrlen) == SOCKET_ERROR) {
        freeaddrinfo(info);
        WSACleanup();
        return INVALID_SOCKET; //~ socket-leak
    }
    if (listen(s, SOMAXCONN) == SOCKET_ERROR) {
        closesocket(s);
        return INVALID_SOCKET; //~ wsastartup-unpaired
    }
    return s;
}
