// What decided which call was made decides again which code is read.
#ifdef _WIN32
#include <winsock2.h>
#endif

int fetch_ok(SOCKET s, char *to, int room, int is_socket)
{
    int got = is_socket ? recv(s, to, room, 0) : read((int)s, to, room);
    if (got < 0)
        return is_socket ? -WSAGetLastError() : -errno;
    return got;
}

int fetch_in_steps_ok(SOCKET s, char *to, int room, int is_socket)
{
    int got, code;
    if (is_socket)
        got = recv(s, to, room, 0);
    else
        got = read((int)s, to, room);
    if (got < 0) {
        code = is_socket ? WSAGetLastError() : errno;
        return -code;
    }
    return got;
}

int fetch_bad(SOCKET s, char *to, int room, int is_socket)
{
    int got, code;
    if (is_socket)
        got = recv(s, to, room, 0);
    else
        got = read((int)s, to, room);
    if (got < 0) {
        code = is_socket ? errno : WSAGetLastError(); //~ errno-after-winsock
        return -code;
    }
    return got;
}
