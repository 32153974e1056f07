#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

/* This program's own, which opens a socket. */
int listen(int port, int backlog)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = port};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}
