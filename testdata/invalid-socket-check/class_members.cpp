// Members of a class whose type Winsock has.
#include <winsock2.h>

class Daemon {
public:
    bool start_bad();
    bool start_ok();
    bool is_up_bad();
private:
    SOCKET m_sock;
};

bool Daemon::start_bad()
{
    m_sock = ::socket(AF_INET, SOCK_STREAM, 0);
    if (!m_sock) //~ invalid-socket-check
        return false;
    return ::listen(m_sock, 5) == 0;
}

bool Daemon::start_ok()
{
    m_sock = ::socket(AF_INET, SOCK_STREAM, 0);
    if (m_sock == INVALID_SOCKET)
        return false;
    return ::listen(m_sock, 5) == 0;
}

bool Daemon::is_up_bad()
{
    ::listen(m_sock, 5);
    return m_sock >= 0; //~ invalid-socket-check
}
