// 旧式服务器类：成员 m_hListen 在析构函数中关闭。
#include <winsock2.h>

class CTcpServer
{
public:
    CTcpServer() : m_hListen(INVALID_SOCKET), m_bRun(FALSE) {}
    virtual ~CTcpServer() { Stop(); }
    BOOL Start(WORD wPort);
    void Stop();
    void AcceptLoop();
protected:
    virtual BOOL OnClient(SOCKET hClient);
    SOCKET m_hListen;
    BOOL m_bRun;
};

BOOL CTcpServer::Start(WORD wPort)
{
    SOCKADDR_IN sin = { 0 };

    m_hListen = ::WSASocket(AF_INET, SOCK_STREAM, IPPROTO_TCP, NULL, 0, WSA_FLAG_OVERLAPPED);
    if (m_hListen == INVALID_SOCKET)
        return FALSE;
    sin.sin_family = AF_INET;
    sin.sin_port = htons(wPort);
    if (::bind(m_hListen, (LPSOCKADDR)&sin, sizeof(sin)) == SOCKET_ERROR || ::listen(m_hListen, 5) == SOCKET_ERROR) {
        Stop();
        return FALSE;
    }
    m_bRun = TRUE;
    return TRUE;
}

void CTcpServer::Stop()
{
    if (m_hListen != INVALID_SOCKET) {
        ::closesocket(m_hListen);
        m_hListen = INVALID_SOCKET;
    }
}

// 每个被拒绝的客户端泄漏一个套接字。
void CTcpServer::AcceptLoop()
{
    while (m_bRun) {
        SOCKET hClient = ::accept(m_hListen, NULL, NULL);
        if (hClient == INVALID_SOCKET)
            break;
        DWORD dwTimeout = 5000;
        if (::setsockopt(hClient, SOL_SOCKET, SO_RCVTIMEO, (LPCSTR)&dwTimeout, sizeof(dwTimeout)) == SOCKET_ERROR)
            continue; //~ socket-leak
        if (!OnClient(hClient))
            ::closesocket(hClient);
    }
}

// 对端关闭：recv 返回 0。调用者负责关闭。
BOOL CTcpServer::OnClient(SOCKET hClient)
{
    char szBuf[256];
    int nRet = ::recv(hClient, szBuf, sizeof(szBuf), 0);

    if (nRet <= 0)
        return FALSE;
    ::send(hClient, szBuf, nRet, 0);
    return FALSE;
}

// 构造函数抛出异常时析构函数不会运行。
class CListener
{
public:
    explicit CListener(WORD wPort);
    ~CListener() { ::closesocket(m_hSock); }
private:
    SOCKET m_hSock;
};

CListener::CListener(WORD wPort) : m_hSock(::socket(AF_INET, SOCK_STREAM, 0))
{
    if (m_hSock == INVALID_SOCKET)
        throw CSocketError(::WSAGetLastError());
    if (::listen(m_hSock, SOMAXCONN) == SOCKET_ERROR)
        throw CSocketError(::WSAGetLastError()); //~ socket-leak
}

int Serve(WORD wPort)
{
    CTcpServer server;

    if (!server.Start(wPort))
        return 1;
    server.AcceptLoop();
    return 0;
}
