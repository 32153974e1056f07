/* The same lines are right with `int` and wrong with `SOCKET`. */
#ifdef _WIN32
#include <winsock2.h>
#define ISINVALID(s) ((s) == INVALID_SOCKET)
#define ISBROKEN(s) ((s) < 0)
#else
#include <sys/socket.h>
typedef int SOCKET;
#define closesocket close
#define INVALID_SOCKET (-1)
#define ISINVALID(s) ((s) < 0)
#define ISBROKEN(s) ((s) < 0)
#endif

int only_on_windows_bad(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0) //~ invalid-socket-check
        return -1;
    closesocket(s);
    return 0;
}

int own_macro_ok(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (ISINVALID(s))
        return -1;
    closesocket(s);
    return 0;
}

int own_macro_bad(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (ISBROKEN(s)) //~ invalid-socket-check
        return -1;
    closesocket(s);
    return 0;
}
