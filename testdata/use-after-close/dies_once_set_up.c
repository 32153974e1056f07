/* `die` ends the program once the program is set up. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void (*at_end)(int);

void set_end(void (*end)(int))
{
    at_end = end;
}

void die(const char *what)
{
    fprintf(stderr, "%s\n", what);
    if (at_end != NULL) {
        at_end(1);
        _Exit(1);
    }
}

static int shut(int *fd)
{
    int result = 0;
    if (*fd != -1) {
        result = close(*fd);
        if (result == 0)
            *fd = -1;
    }
    return result;
}

int bound(const struct sockaddr *address, socklen_t size, struct sockaddr *own)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd == -1)
        die("socket");
    if (bind(fd, address, size) < 0) {
        shut(&fd);
        die("bind");
    }
    getsockname(fd, own, &size); //~ FP use-after-close: `die` has a hook to call by then, and ends the program
    return fd;
}
