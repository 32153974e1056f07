#include "net_macros.h"

int open_bad(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    RETURN_IF_NEGATIVE(fd);
    RETURN_IF_NEGATIVE(connect(fd, addr, sizeof(*addr))); //~ socket-leak
    return fd;
}

int open_ok(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    RETURN_IF_NEGATIVE(fd);
    if (connect(fd, addr, sizeof(*addr)) < 0) {
        NET_END(fd);
        return -1;
    }
    return fd;
}
