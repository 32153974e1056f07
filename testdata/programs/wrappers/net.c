// Sockets are opened, prepared and closed by helpers that live here.
#include "net.h"

int net_listen(int port)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (bind_port(fd, port) < 0 || listen(fd, 16) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* Closes what it is given if it fails. */
int net_prepare(int fd)
{
    int on = 1;
    if (setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on)) < 0) {
        net_close(fd);
        return -1;
    }
    return 0;
}

void net_close(int fd)
{
    shutdown(fd, SHUT_RDWR);
    close(fd);
}

int net_open_into(int *out)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    *out = fd;
    return 0;
}
