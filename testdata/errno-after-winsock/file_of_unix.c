/* Winsock's header is included for Windows, but the file also includes one that Windows does not have: it is never built there. */
#ifdef _WIN32
#include <winsock2.h>
#else
#include <unistd.h>
#endif
#include <errno.h>
#include <sys/mman.h>

int dial_ok(int fd, const struct sockaddr *to, int len)
{
    if (connect(fd, to, len) < 0 && errno != EINPROGRESS)
        return -1;
    return 0;
}
