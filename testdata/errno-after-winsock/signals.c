// No call of Winsock is ended by a signal: asking `errno` for one gives the right answer.
#ifdef _WIN32
#include <winsock2.h>
#endif

int wait_ok(int fd, fd_set *set)
{
    int n;
    do {
        n = select(fd + 1, set, NULL, NULL, NULL);
    } while (n < 0 && errno == EINTR);
    return n;
}

int wait_bad(int fd, fd_set *set)
{
    int n;
    do {
        n = select(fd + 1, set, NULL, NULL, NULL);
    } while (n < 0 && (errno == EINTR || errno == EAGAIN)); //~ errno-after-winsock
    return n;
}
