#include "conn.h"

using namespace net;

int fetch_once_ok(const char *host, char *to, int n)
{
    Conn conn;
    if (!conn.open(host))
        return -1;
    return conn.fetch(to, n);
}

int dial_once_bad(const char *host)
{
    SOCKET s = Conn::dial(host);
    if (!is_open(s))
        return -1;
    if (::send(s, "ping", 4, 0) != 4)
        return -1; //~ send-error-leak
    closesocket(s);
    return 0;
}

int handed_over_ok(const char *host)
{
    SOCKET s = Conn::dial(host);
    Conn conn(s);
    return conn.fetch(nullptr, 0);
}
