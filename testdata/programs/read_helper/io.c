#include "io.h"

/* Leaves the socket open whatever happens: who called knows what to do. */
int read_full(int fd, char *buf, int size)
{
    int got = 0;
    while (got < size) {
        int n = recv(fd, buf + got, size - got, 0);
        if (n <= 0)
            return -1;
        got += n;
    }
    return got;
}
