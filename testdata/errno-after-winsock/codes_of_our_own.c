/* A function of that name that is no more than `errno`. */
#include "net.h"

static int WSAGetLastError(void)
{
    return errno;
}

int compared_ok(int s, char *buf, int len)
{
    int n = recv(s, buf, len, 0);
    if (n < 0 && WSAGetLastError() == EAGAIN)
        return 0;
    return n;
}
