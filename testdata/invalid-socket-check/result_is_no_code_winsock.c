#include <winsock2.h>

int result_bad(SOCKET s, const struct sockaddr *to, int len)
{
    int rc = connect(s, to, len);
    if (rc == WSAEWOULDBLOCK) //~ invalid-socket-check
        return 0;
    return rc;
}

int asked_ok(SOCKET s, const struct sockaddr *to, int len)
{
    int rc = connect(s, to, len);
    if (rc == SOCKET_ERROR && WSAGetLastError() == WSAEWOULDBLOCK)
        return 0;
    return rc;
}

int stored_ok(SOCKET s, const struct sockaddr *to, int len)
{
    int rc = connect(s, to, len);
    if (rc == SOCKET_ERROR)
        rc = WSAGetLastError();
    if (rc == WSAEWOULDBLOCK)
        return 0;
    return rc;
}
