/* 旧式客户端：连接、发送、接收。 注释是 GBK 编码。 */
#include <winsock2.h>

#define DEF_PORT 5150
#define BUF_SIZE 1024

static SOCKET g_sock = INVALID_SOCKET;

/* 连接服务器；失败时套接字没有关闭。 */
BOOL ConnectServer(LPCSTR lpszHost, WORD wPort)
{
    SOCKADDR_IN sin;

    g_sock = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (g_sock == INVALID_SOCKET)
        return FALSE;
    ZeroMemory(&sin, sizeof(sin));
    sin.sin_family = AF_INET;
    sin.sin_port = htons(wPort);
    sin.sin_addr.s_addr = inet_addr(lpszHost);
    if (connect(g_sock, (LPSOCKADDR)&sin, sizeof(sin)) == SOCKET_ERROR) {
        closesocket(g_sock);
        g_sock = INVALID_SOCKET;
        return FALSE;
    }
    return TRUE;
}

/* 查询一次。对端关闭后 recv 返回 0，这里直接返回，连接留在 CLOSE_WAIT。 */
BOOL QueryOnce(LPCSTR lpszHost, char *lpBuf, int nLen)
{
    SOCKADDR_IN sin;
    int nRet;
    SOCKET hSock = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);

    if (hSock == INVALID_SOCKET)
        return FALSE;
    ZeroMemory(&sin, sizeof(sin));
    sin.sin_family = AF_INET;
    sin.sin_port = htons(DEF_PORT);
    sin.sin_addr.s_addr = inet_addr(lpszHost);
    if (connect(hSock, (LPSOCKADDR)&sin, sizeof(sin)) == SOCKET_ERROR)
        return FALSE;
    if (send(hSock, lpBuf, nLen, 0) == SOCKET_ERROR) {
        // closesocket(hSock);   发送失败，关闭
        return FALSE;
    }
    nRet = recv(hSock, lpBuf, BUF_SIZE, 0);  // 接收数据
    if (nRet == 0)      // 对端已经关闭连接
        return FALSE;
    if (nRet == SOCKET_ERROR) {
        closesocket(hSock);
        return FALSE;
    }
    closesocket(hSock);
    return TRUE;
}
