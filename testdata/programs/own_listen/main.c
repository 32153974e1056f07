#include <unistd.h>

int listen(int port, int backlog);
int ready(int fd);

int serve(int port)
{
    int fd = listen(port, 5);
    if (fd < 0)
        return -1;
    if (fsync(fd) < 0)
        return -1; //~ socket-leak
    close(fd);
    return 0;
}
