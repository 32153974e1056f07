#include "net.h"

int start_bad(int port)
{
    int fd = net_listen(port);
    if (fd < 0)
        return -1;
    if (register_service(port) < 0)
        return -1; //~ socket-leak
    net_close(fd);
    return 0;
}

int start_ok(int port)
{
    int fd = net_listen(port);
    if (fd < 0)
        return -1;
    if (register_service(port) < 0) {
        net_close(fd);
        return -1;
    }
    net_close(fd);
    return 0;
}

int prepared_ok(int port)
{
    int fd = net_listen(port);
    if (fd < 0)
        return -1;
    if (net_prepare(fd) < 0)
        return -1;
    net_close(fd);
    return 0;
}

int prepared_twice_closed_bad(int port)
{
    int fd = net_listen(port);
    if (fd < 0)
        return -1;
    if (net_prepare(fd) < 0) {
        net_close(fd); //~ double-close
        return -1;
    }
    net_close(fd);
    return 0;
}

int through_pointer_bad(void)
{
    int fd;
    if (net_open_into(&fd) < 0)
        return -1;
    if (connect_somewhere(fd) < 0)
        return -1; //~ socket-leak
    net_close(fd);
    return 0;
}
