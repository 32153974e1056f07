#include "conn.h"

namespace net {

Conn::~Conn()
{
    shut();
}

SOCKET Conn::dial(const char *host)
{
    SOCKET s = ::socket(AF_INET, SOCK_STREAM, 0);
    if (!is_open(s))
        return INVALID_SOCKET;
    if (::connect(s, address_of(host), 16) != 0) {
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}

bool Conn::open(const std::string &host, int)
{
    shut();
    m_sock = dial(host.c_str());
    return is_open(m_sock);
}

int Conn::fetch(char *to, int n)
{
    return ::recv(m_sock, to, n, 0);
}

}
