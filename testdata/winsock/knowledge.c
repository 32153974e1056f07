/* What Winsock has and others have not. */
#include <winsock2.h>
#include <mswsock.h>

/* 0 says that it went well, and WSA_IO_PENDING that it will be done later: no error. */
BOOL PendingReceiveOk(SOCKET sListen, WSABUF *lpBuf, LPOVERLAPPED lpOl)
{
    DWORD dwFlags = 0;
    SOCKET s = WSAAccept(sListen, NULL, NULL, NULL, 0);
    if (s == INVALID_SOCKET)
        return FALSE;
    if (WSARecv(s, lpBuf, 1, NULL, &dwFlags, lpOl, NULL) == SOCKET_ERROR && WSAGetLastError() != WSA_IO_PENDING) {
        closesocket(s);
        return FALSE;
    }
    g_sock = s;
    return TRUE;
}

BOOL FailedReceiveBad(SOCKET sListen, WSABUF *lpBuf)
{
    DWORD dwBytes = 0, dwFlags = 0;
    SOCKET s = WSAAccept(sListen, NULL, NULL, NULL, 0);
    if (s == INVALID_SOCKET)
        return FALSE;
    if (WSARecv(s, lpBuf, 1, &dwBytes, &dwFlags, NULL, NULL) == SOCKET_ERROR)
        return FALSE; //~ recv-error-leak
    closesocket(s);
    return TRUE;
}

/* The number of bytes comes back through an argument. */
BOOL NoBytesBad(SOCKET sListen, WSABUF *lpBuf)
{
    DWORD dwBytes = 0, dwFlags = 0;
    SOCKET s = WSAAccept(sListen, NULL, NULL, NULL, 0);
    if (s == INVALID_SOCKET)
        return FALSE;
    if (WSARecv(s, lpBuf, 1, &dwBytes, &dwFlags, NULL, NULL) != 0) {
        closesocket(s);
        return FALSE;
    }
    if (dwBytes == 0)
        return FALSE; //~ eof-leak
    closesocket(s);
    return TRUE;
}

BOOL ConnectLaterBad(const struct sockaddr *lpAddr, LPOVERLAPPED lpOl)
{
    SOCKET s = WSASocket(AF_INET, SOCK_STREAM, IPPROTO_TCP, NULL, 0, WSA_FLAG_OVERLAPPED);
    if (s == INVALID_SOCKET)
        return FALSE;
    if (!lpfnConnectEx(s, lpAddr, sizeof(SOCKADDR_IN), NULL, 0, NULL, lpOl) && WSAGetLastError() != ERROR_IO_PENDING)
        return FALSE; //~ socket-leak
    g_sock = s;
    return TRUE;
}

/* Both give the socket back for another connection. */
void DisconnectedOk(SOCKET sListen)
{
    SOCKET s = accept(sListen, NULL, NULL);
    if (s == INVALID_SOCKET)
        return;
    if (!DisconnectEx(s, NULL, TF_REUSE_SOCKET, 0))
        closesocket(s);
}

void FileSentOk(SOCKET sListen, HANDLE hFile)
{
    SOCKET s = accept(sListen, NULL, NULL);
    if (s == INVALID_SOCKET)
        return;
    if (!TransmitFile(s, hFile, 0, 0, NULL, NULL, TF_DISCONNECT | TF_REUSE_SOCKET))
        closesocket(s);
}

void FileSentBad(SOCKET sListen, HANDLE hFile)
{
    SOCKET s = accept(sListen, NULL, NULL);
    if (s == INVALID_SOCKET)
        return;
    if (!TransmitFile(s, hFile, 0, 0, NULL, NULL, 0))
        return; //~ socket-leak
    closesocket(s);
}

/* What is only disconnected is still to be closed. */
void DisconnectedBad(SOCKET sListen)
{
    SOCKET s = accept(sListen, NULL, NULL);
    if (s == INVALID_SOCKET)
        return;
    DisconnectEx(s, NULL, 0, 0);
} //~ socket-leak

/* The other process has one more: ours is still to be closed. */
BOOL DuplicatedBad(SOCKET sListen, DWORD dwProcess, LPWSAPROTOCOL_INFO lpInfo)
{
    SOCKET s = accept(sListen, NULL, NULL);
    if (s == INVALID_SOCKET)
        return FALSE;
    if (WSADuplicateSocket(s, dwProcess, lpInfo) != 0) {
        closesocket(s);
        return FALSE;
    }
    return TRUE; //~ socket-leak
}

BOOL DuplicatedOk(SOCKET sListen, DWORD dwProcess, LPWSAPROTOCOL_INFO lpInfo)
{
    SOCKET s = accept(sListen, NULL, NULL);
    if (s == INVALID_SOCKET)
        return FALSE;
    BOOL bOk = WSADuplicateSocket(s, dwProcess, lpInfo) == 0;
    closesocket(s);
    return bOk;
}

/* The events only tell: who has the socket closes it. */
BOOL SelectedBad(WSAEVENT hEvent)
{
    u_long ulOn = 1;
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return FALSE;
    if (ioctlsocket(s, FIONBIO, &ulOn) == SOCKET_ERROR)
        return FALSE; //~ socket-leak
    if (WSAEventSelect(s, hEvent, FD_READ | FD_CLOSE) == SOCKET_ERROR)
        return FALSE; //~ socket-leak
    shutdown(s, SD_SEND);
    closesocket(s);
    return TRUE;
}

BOOL WindowBad(HWND hWnd)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return FALSE;
    if (WSAAsyncSelect(s, hWnd, WM_SOCKET, FD_READ | FD_CLOSE) == SOCKET_ERROR)
        return FALSE; //~ socket-leak
    g_sock = s;
    return TRUE;
}

/* FD_CLOSE is what 0 is to recv. */
void ServedBad(SOCKET sListen, WSAEVENT hEvent)
{
    WSANETWORKEVENTS ne;
    SOCKET s = accept(sListen, NULL, NULL);
    if (s == INVALID_SOCKET)
        return;
    WSAEventSelect(s, hEvent, FD_READ | FD_CLOSE);
    for (;;) {
        WSAWaitForMultipleEvents(1, &hEvent, FALSE, WSA_INFINITE, FALSE);
        if (WSAEnumNetworkEvents(s, hEvent, &ne) == SOCKET_ERROR)
            break;
        if (ne.lNetworkEvents & FD_CLOSE)
            return; //~ socket-leak
    }
    closesocket(s);
}

/* A thread that is given one closes it; a completion port is given one too. */
BOOL PortOk(SOCKET sListen, HANDLE hPort)
{
    SOCKET s = accept(sListen, NULL, NULL);
    if (s == INVALID_SOCKET)
        return FALSE;
    if (CreateIoCompletionPort((HANDLE)s, hPort, (ULONG_PTR)s, 0) == NULL) {
        closesocket(s);
        return FALSE;
    }
    return TRUE;
}

BOOL PortBad(SOCKET sListen, HANDLE hPort)
{
    SOCKET s = WSAAccept(sListen, NULL, NULL, NULL, 0);
    if (s == INVALID_SOCKET)
        return FALSE;
    if (CreateIoCompletionPort((HANDLE)s, hPort, (ULONG_PTR)s, 0) == NULL)
        return FALSE; //~ socket-leak
    return TRUE;
}
