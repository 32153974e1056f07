/* Windows goes by the project's own name for it, and its headers come from one that is not at hand. */
#include "net.h"

#ifdef LIB_HAVE_WINDOWS
int serve_bad(SOCKET s, const struct sockaddr *at, int len)
{
    int on = 1;
    if (setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof(on)) != 0) { //~ exclusive-address
        closesocket(s);
        return -1;
    }
    if (bind(s, at, len) != 0)
        return -1;
    return listen(s, 5);
}
#else
#include <sys/socket.h>

int serve_ok(int s, const struct sockaddr *at, int len)
{
    int on = 1;
    if (setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) != 0)
        return -1;
    if (bind(s, at, len) != 0)
        return -1;
    return listen(s, 5);
}
#endif
