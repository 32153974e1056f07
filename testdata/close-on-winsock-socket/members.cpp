// Members of a class, and a project's own word for Windows.
#ifdef LIB_HAVE_WINDOWS
#include <winsock2.h>
#define close closesocket
#else
#include <unistd.h>
#endif

class Daemon {
public:
    bool start();
    void stop_ok();
private:
    SOCKET m_sock;
};

bool Daemon::start()
{
    m_sock = ::socket(AF_INET, SOCK_STREAM, 0);
    return m_sock != INVALID_SOCKET;
}

void Daemon::stop_ok()
{
    ::close(m_sock);
    m_sock = INVALID_SOCKET;
}
