/* The file for Windows is another one, whatever the conditions around the headers seem to say. */
#ifndef _WIN32
#include <unistd.h>
#endif
#include "raw.h"

int raw_send(int fd, const void *buf, int len)
{
    int n = send(fd, buf, len, 0);
    if (n < 0)
        perror("send");
    return n;
}
