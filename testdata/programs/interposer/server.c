#include <sys/socket.h>
#include <unistd.h>

int make(void)
{
    int on = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        close(fd);
        return -1;
    }
    return fd;
}

int make_badly(void)
{
    int on = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        return -1; //~ socket-leak
    return fd;
}
