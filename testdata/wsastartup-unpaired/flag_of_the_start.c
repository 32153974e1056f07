#include <winsock2.h>

int probe_ok(const struct sockaddr *to)
{
    WSADATA data;
    int started = 0, result = -1;
    SOCKET s = INVALID_SOCKET;
    if (WSAStartup(MAKEWORD(2, 2), &data) != NO_ERROR)
        goto out;
    started = 1;
    s = socket(AF_INET, SOCK_STREAM, 0);
    if (s != INVALID_SOCKET)
        result = connect(s, to, sizeof(struct sockaddr));
out:
    if (s != INVALID_SOCKET)
        closesocket(s);
    if (started)
        WSACleanup();
    return result;
}

int probe_bad(const struct sockaddr *to)
{
    WSADATA data;
    int result = -1;
    SOCKET s = INVALID_SOCKET;
    if (WSAStartup(MAKEWORD(2, 2), &data) != NO_ERROR)
        goto out;
    s = socket(AF_INET, SOCK_STREAM, 0);
    if (s != INVALID_SOCKET)
        result = connect(s, to, sizeof(struct sockaddr));
out:
    if (s != INVALID_SOCKET)
        closesocket(s);
    WSACleanup(); //~ wsastartup-unpaired
    return result;
}
