// What the macro of the header calls comes back: it is not called by itself.
#include "trace.h"
#include <sys/socket.h>

int move_bad(int old, const struct sockaddr *at, int length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    net_close(old);
    if (connect(fd, at, length) < 0)
        return -1; //~ socket-leak
    return fd;
}

int move_ok(int old, const struct sockaddr *at, int length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    net_close(old);
    if (connect(fd, at, length) < 0) {
        net_close(fd);
        return -1;
    }
    return fd;
}
