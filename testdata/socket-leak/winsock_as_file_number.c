/* The C run-time takes a socket over, unless it has no number for it. */
#include <winsock2.h>

int number_lost_bad(int family)
{
    SOCKET s = socket(family, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return -1;
    int number = _open_osfhandle(s, 0);
    if (number == -1)
        errno = EMFILE;
    return number; //~ socket-leak
}

int number_lost_ok(int family)
{
    SOCKET s = socket(family, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return -1;
    int number = _open_osfhandle(s, 0);
    if (number == -1) {
        closesocket(s);
        errno = EMFILE;
    }
    return number;
}
