#include <winsock2.h>

int probe_bad(const struct sockaddr *to)
{
    WSADATA data;
    int done;
    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return -1;
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET) {
        WSACleanup();
        return -1;
    }
    done = connect(s, to, sizeof(struct sockaddr));
    WSACleanup(); //~ wsastartup-unpaired
    closesocket(s);
    return done;
}
