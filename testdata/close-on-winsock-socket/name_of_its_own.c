/* Nothing here is for Windows: the names are the program's own. */
#include <sys/socket.h>
#define closesocket close
static int ioctlsocket(int fd, int what, unsigned long *value)
{
    return ioctl(fd, what, value);
}

int reach_ok(int family, const struct sockaddr *to, unsigned len)
{
    unsigned long on = 1;
    int s = socket(family, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (ioctlsocket(s, FIONBIO, &on) < 0) {
        close(s);
        return -1;
    }
    int done = connect(s, to, len);
    closesocket(s);
    return done;
}
