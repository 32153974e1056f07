// A member that is closed before every exception but one.
class Server {
public:
    ~Server() { close(); }
    void listen();
    void listen_ok();
    void close();
private:
    SOCKET m_sock;
};

void Server::close()
{
    if (m_sock != INVALID_SOCKET)
        ::closesocket(m_sock);
    m_sock = INVALID_SOCKET;
}

void Server::listen()
{
    m_sock = socket(AF_INET, SOCK_STREAM, 0);
    if (m_sock == INVALID_SOCKET)
        throw net_error("socket");
    if (bind(m_sock, addr, len) != 0) {
        close();
        throw net_error("bind");
    }
    u_long on = 1;
    if (ioctlsocket(m_sock, FIONBIO, &on) != 0)
        throw net_error("ioctlsocket"); //~ socket-leak
    if (::listen(m_sock, 5) != 0) {
        close();
        throw net_error("listen");
    }
}

void Server::listen_ok()
{
    m_sock = socket(AF_INET, SOCK_STREAM, 0);
    if (m_sock == INVALID_SOCKET)
        throw net_error("socket");
    if (bind(m_sock, addr, len) != 0) {
        close();
        throw net_error("bind");
    }
    u_long on = 1;
    if (ioctlsocket(m_sock, FIONBIO, &on) != 0) {
        close();
        throw net_error("ioctlsocket");
    }
    if (::listen(m_sock, 5) != 0) {
        close();
        throw net_error("listen");
    }
}
