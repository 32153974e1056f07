#ifdef _WIN32
#include <winsock2.h>
#undef errno
#define errno WSAGetLastError()
#endif

int take_ok(int s, char *buf, int len)
{
    int n = recv(s, buf, len, 0);
    if (n < 0 && errno == EWOULDBLOCK)
        return 0;
    return n;
}
