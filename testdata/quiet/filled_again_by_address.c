/* Elements that were closed and emptied get new descriptors through their addresses. */
#include <sys/socket.h>
#include <unistd.h>

static int refill(int from, int *a, int *b)
{
    if (from < 0)
        return -1;
    *a = dup(from);
    *b = dup(from);
    return 0;
}

int again(int from)
{
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) < 0)
        return 1;
    close(pair[0]);
    close(pair[1]);
    pair[0] = pair[1] = -1;
    if (refill(from, &pair[0], &pair[1]) < 0)
        return 1;
    return write(pair[1], "x", 1) != 1;
}
