// Calls of Winsock in methods of a class.
#include <winsock2.h>

class Daemon {
public:
    int take_bad(char *b, int n);
    int take_ok(char *b, int n);
    void listen_bad(int err);
private:
    SOCKET m_sock;
};

int Daemon::take_bad(char *b, int n)
{
    int got = ::recv(m_sock, b, n, 0);
    if (got < 0 && errno == EWOULDBLOCK) //~ errno-after-winsock
        return 0;
    return got;
}

int Daemon::take_ok(char *b, int n)
{
    int got = ::recv(m_sock, b, n, 0);
    if (got < 0 && ::WSAGetLastError() == WSAEWOULDBLOCK)
        return 0;
    return got;
}

// What is left of an earlier success tells nothing.
const char *stale_bad(SOCKET s, const sockaddr *a, int n)
{
    int err = 0;
    if (bind(s, a, n) == SOCKET_ERROR)
        err = WSAGetLastError();
    if (err)
        return error_text(err);
    if (listen(s, 5) == SOCKET_ERROR)
        return error_text(err); //~ errno-after-winsock
    return nullptr;
}
