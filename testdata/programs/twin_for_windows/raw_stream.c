/* Another part of the program: the names are alike, what they define is not. */
#ifndef _WIN32
#include <unistd.h>
#endif
#include "raw.h"

int raw_connect_bad(int fd, const struct sockaddr *to, int len)
{
    int n = connect(fd, to, len);
    if (n < 0)
        perror("connect"); //~ errno-after-winsock
    return n;
}
