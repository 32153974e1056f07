/* A file that asks for MinGW alone is built for Windows with that. */
#ifdef __MINGW32__
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
#ifdef __MINGW32__
    close(s); //~ close-on-winsock-socket
#else
    close(s);
#endif
    return done;
}

int greet_ok(const struct sockaddr *to, int len)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == -1)
        return -1;
    int done = connect(s, to, len);
#ifdef __MINGW32__
    closesocket(s);
#else
    close(s);
#endif
    return done;
}
