/* What is called shows that Winsock is there, though its headers come from one that is not at hand. */
#include "net.h"

int reach_bad(int family, const struct sockaddr *to, int len)
{
    SOCKET s = socket(family, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return -1;
    if (s >= 1024) {
        close(s); //~ close-on-winsock-socket
        return -1;
    }
    int done = connect(s, to, len);
    closesocket(s);
    return done;
}
