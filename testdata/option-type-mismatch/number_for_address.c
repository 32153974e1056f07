#include <netinet/tcp.h>
#include <sys/socket.h>

void give_up_after(int fd, int seconds)
{
    unsigned int milliseconds = seconds * 1000;

    if (setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, milliseconds, sizeof(milliseconds)) != 0) //~ option-type-mismatch
        perror("TCP_USER_TIMEOUT");
    if (setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, seconds, sizeof(seconds)) != 0) //~ option-type-mismatch
        perror("SO_KEEPALIVE");
}

void give_up_after_ok(int fd, int seconds, const void *value, unsigned int length)
{
    unsigned int milliseconds = seconds * 1000;
    int on[1] = {1};

    if (setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &milliseconds, sizeof(milliseconds)) != 0)
        perror("TCP_USER_TIMEOUT");
    if (setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, on, sizeof(on)) != 0)
        perror("SO_KEEPALIVE");
    if (setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, value, length) != 0)
        perror("TCP_USER_TIMEOUT");
}
