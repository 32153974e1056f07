// What stands before the name of a function defined elsewhere may be a namespace.
#include "sockets.h"

int net::connected()
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (connect(s, addr, len) < 0) {
        sockets::shut(s);
        return -1;
    }
    return s;
}
