/* Where Windows is asked for by its own name as well, what MinGW lacks or adds is passed over. */
#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

int greet_bad(const struct sockaddr *to, int len)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == -1)
        return -1;
    int done = connect(s, to, len);
#if defined(_WIN32) && !defined(__MINGW32__)
    close(s); //~ close-on-winsock-socket
#else
    closesocket(s);
#endif
    return done;
}
