#ifdef _WIN32
#include <winsock2.h>
#define sock_t SOCKET
#else
#include <sys/socket.h>
#define sock_t int
#endif
#include <stdio.h>

/* On Windows nothing is below 0: the test is wrong there, but what stands behind it never happens. */
int open_it(void)
{
    sock_t s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0) { //~ invalid-socket-check
        perror("socket");
        return -1;
    }
    return (int)s;
}
