/* The name has Winsock's number here. */
#include <winsock2.h>
#ifdef _WIN32
#undef EAGAIN
#define EAGAIN WSAEWOULDBLOCK
#endif

int compared_ok(SOCKET s, char *buf, int len)
{
    int n = recv(s, buf, len, 0);
    if (n < 0 && WSAGetLastError() == EAGAIN)
        return 0;
    return n;
}
