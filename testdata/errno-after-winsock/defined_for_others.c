/* A name that the file defines in the arm for other systems stands for them. */
#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#define RETRIES 1
#endif

int join_ok(int s, const struct sockaddr *to, int len)
{
    int n = connect(s, to, len);
#ifdef RETRIES
    while (n < 0 && errno == EINPROGRESS)
        n = connect(s, to, len);
#endif
    return n;
}

int join_bad(int s, const struct sockaddr *to, int len)
{
    int n = connect(s, to, len);
    while (n < 0 && errno == EINPROGRESS) //~ errno-after-winsock
        n = connect(s, to, len);
    return n;
}
