#include "net.h"

int net_dial(const char *host)
{
    return lookup(host)->number;
}

// sockleak: owns(fd) //~ invalid-annotation
void net_end(int fd)
{
    worker_post(fd);
}

int net_watch(int fd)
{
    return add_watch(fd);
}

// sockleak: owns(1) -- the table closes it
int net_store(int fd)
{
    send(fd, "hello", 5, 0);
    return 0;
}
