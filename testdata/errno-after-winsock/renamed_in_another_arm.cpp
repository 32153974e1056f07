// A header that has macros of the name in an arm for C++ sees to the code itself.
#include "renamed.h"
#ifdef _WIN32
#define BACKLOG 5
#else
#define BACKLOG 128
#endif

int open_ok(const struct sockaddr *to, int len)
{
    int s = WSASocket(AF_INET, SOCK_STREAM, 0, NULL, 0, 0);
    if (s == -1)
        perror("WSASocket");
    return s;
}

int listen_bad(int s)
{
    if (listen(s, BACKLOG) == -1) {
        perror("listen"); //~ errno-after-winsock
        return -1;
    }
    return 0;
}
