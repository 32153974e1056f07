/* `dup2` moves numbers of the C run-time: of sockets, it closes none and moves none on Windows. */
#ifdef WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#include <unistd.h>
#endif

struct link { int sock; int old; };

int renew_bad(struct link *l)
{
    l->sock = socket(AF_INET, SOCK_STREAM, 0);
    if (l->sock == -1)
        return -1;
    if (dup2(l->sock, l->old) == -1) //~ close-on-winsock-socket
        return -1;
#ifdef WIN32
    closesocket(l->sock);
#else
    close(l->sock);
#endif
    l->sock = l->old;
    return 0;
}

int renew_ok(struct link *l)
{
    l->sock = socket(AF_INET, SOCK_STREAM, 0);
    if (l->sock == -1)
        return -1;
#ifdef WIN32
    closesocket(l->old);
    l->old = l->sock;
#else
    if (dup2(l->sock, l->old) == -1)
        return -1;
    close(l->sock);
    l->sock = l->old;
#endif
    return 0;
}

void redirect_ok(int log, int out)
{
    dup2(log, out);
}
