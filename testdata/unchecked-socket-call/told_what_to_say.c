/* What is given the socket together with a text looks at it, and ends the process where there is none. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

static void check(int result, const char *call)
{
    if (result == -1) {
        perror(call);
        exit(1);
    }
}

int open_ok(const struct sockaddr *addr, socklen_t len)
{
    int fd = socket(addr->sa_family, SOCK_STREAM, 0);
    check(fd, "socket");
    if (bind(fd, addr, len) < 0)
        exit(2);
    return fd;
}

static void set_up(int fd)
{
    int on = 1;
    (void)setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
}

int open_bad(const struct sockaddr *addr, socklen_t len)
{
    int fd = socket(addr->sa_family, SOCK_STREAM, 0);
    set_up(fd);
    if (bind(fd, addr, len) < 0) //~ unchecked-socket-call
        exit(2);
    return fd;
}
