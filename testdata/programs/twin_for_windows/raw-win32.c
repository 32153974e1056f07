#include "raw.h"
#include <winsock2.h>

int raw_send(int fd, const void *buf, int len)
{
    int n = send(fd, buf, len, 0);
    if (n < 0)
        perror("send"); //~ errno-after-winsock
    return n;
}
