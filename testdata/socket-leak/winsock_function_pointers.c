static struct { int (WINAPI *p_closesocket)(SOCKET); } api;

int open_ok(const struct sockaddr *addr)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return 0;
    if (connect(s, addr, sizeof(*addr)) != 0) {
        api.p_closesocket(s);
        return 0;
    }
    p_closesocket(s);
    return 1;
}
