/* FIONBIO takes a number other than 0 for a socket that does not block. */
#include <winsock2.h>

int set_nonblocking_bad(SOCKET s, int non_blocking)
{
    unsigned long block = non_blocking ? 0 : 1;
    return ioctlsocket(s, FIONBIO, &block); //~ option-type-mismatch
}

int set_nonblocking_ok(SOCKET s, int non_blocking)
{
    unsigned long value = non_blocking ? 1 : 0;
    return ioctlsocket(s, FIONBIO, &value);
}

int set_blocking_bad(SOCKET s, BOOL blocking)
{
    u_long mode = 0;
    if (blocking)
        mode = 1;
    return ioctlsocket(s, FIONBIO, &mode); //~ option-type-mismatch
}

int set_blocking_ok(SOCKET s, BOOL blocking)
{
    u_long mode = blocking ? 0 : 1;
    return ioctlsocket(s, FIONBIO, &mode);
}

/* Any number but 0 will do, and what is not known is left alone. */
int as_given_ok(SOCKET s, u_long nonblock)
{
    return ioctlsocket(s, FIONBIO, &nonblock);
}
