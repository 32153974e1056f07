// The type of a member tells that it is a socket.
#include <winsock2.h>

class Daemon {
public:
    bool start();
    void stop_bad();
    void stop_ok();
private:
    SOCKET m_sock;
};

bool Daemon::start()
{
    m_sock = ::socket(AF_INET, SOCK_STREAM, 0);
    return m_sock != INVALID_SOCKET;
}

void Daemon::stop_bad()
{
    ::shutdown(m_sock, SD_BOTH);
    ::close(m_sock); //~ close-on-winsock-socket
    m_sock = INVALID_SOCKET;
}

void Daemon::stop_ok()
{
    ::closesocket(m_sock);
    m_sock = INVALID_SOCKET;
}
