#ifndef CONN_H
#define CONN_H
#include <string>

namespace net {

class Conn {
public:
    explicit Conn(SOCKET s = INVALID_SOCKET) : m_sock(s) {}
    ~Conn();
    bool open(const std::string &host, int port = 80);
    int fetch(char *to, int n);
    void shut() { if (m_sock != INVALID_SOCKET) { closesocket(m_sock); m_sock = INVALID_SOCKET; } }
    static SOCKET dial(const char *host);
private:
    SOCKET m_sock;
};

inline bool is_open(SOCKET s) { return s != INVALID_SOCKET; }

}

#endif
