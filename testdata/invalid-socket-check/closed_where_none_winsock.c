#include <winsock2.h>

void inverted_bad(SOCKET s)
{
    shutdown(s, SD_SEND);
    if (s == INVALID_SOCKET) //~ invalid-socket-check
        closesocket(s);
}

void right_way_ok(SOCKET s)
{
    shutdown(s, SD_SEND);
    if (s != INVALID_SOCKET)
        closesocket(s);
}

/* Nothing but sockets is closed so. */
void only_closed_bad(SOCKET s)
{
    if (INVALID_SOCKET == s) //~ invalid-socket-check
        closesocket(s);
}
