// 完成端口：套接字转换成 HANDLE 交给系统，工作线程在零字节时关闭。
#include <winsock2.h>
#include <mswsock.h>

typedef struct _PER_SOCKET
{
    OVERLAPPED ol;
    WSABUF buf;
    SOCKET s;
} PER_SOCKET, *LPPER_SOCKET;

static HANDLE g_hPort;
static SOCKET g_sPending = INVALID_SOCKET;
static LPFN_ACCEPTEX g_lpfnAcceptEx;

static void CloseClient(LPPER_SOCKET lpClient)
{
    closesocket(lpClient->s);
    HeapFree(GetProcessHeap(), 0, lpClient);
}

DWORD WINAPI WorkerThread(LPVOID lpParam)
{
    for (;;) {
        DWORD dwBytes = 0;
        ULONG_PTR key = 0;
        LPOVERLAPPED lpOl = NULL;
        BOOL bOk = GetQueuedCompletionStatus(g_hPort, &dwBytes, &key, &lpOl, INFINITE);
        LPPER_SOCKET lpClient = (LPPER_SOCKET)key;

        if (lpClient == NULL)
            return 0;
        if (!bOk || dwBytes == 0) {
            CloseClient(lpClient);
            continue;
        }
        DWORD dwFlags = 0;
        int nRet = WSARecv(lpClient->s, &lpClient->buf, 1, &dwBytes, &dwFlags, lpOl, NULL);
        if (nRet == SOCKET_ERROR && WSAGetLastError() != WSA_IO_PENDING)
            CloseClient(lpClient);
    }
}

BOOL AddClient(SOCKET sListen)
{
    SOCKET s = WSAAccept(sListen, NULL, NULL, NULL, 0);
    if (s == INVALID_SOCKET)
        return FALSE;
    LPPER_SOCKET lpClient = (LPPER_SOCKET)HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof(PER_SOCKET));
    if (lpClient == NULL)
        return FALSE; //~ socket-leak
    lpClient->s = s;
    if (CreateIoCompletionPort((HANDLE)s, g_hPort, (ULONG_PTR)lpClient, 0) == NULL) {
        CloseClient(lpClient);
        return FALSE;
    }
    return TRUE;
}

BOOL PostAccept(SOCKET sListen, char *lpBuf, LPOVERLAPPED lpOl)
{
    DWORD dwBytes = 0;
    SOCKET s = WSASocket(AF_INET, SOCK_STREAM, IPPROTO_TCP, NULL, 0, WSA_FLAG_OVERLAPPED);
    if (s == INVALID_SOCKET)
        return FALSE;
    if (!AcceptEx(sListen, s, lpBuf, 0, sizeof(SOCKADDR_IN) + 16, sizeof(SOCKADDR_IN) + 16, &dwBytes, lpOl)
        && WSAGetLastError() != ERROR_IO_PENDING)
        return FALSE; //~ socket-leak
    g_sPending = s;
    return TRUE;
}

// The other end has closed: nobody closes ours.
DWORD WINAPI ForgetfulThread(LPVOID lpParam)
{
    for (;;) {
        DWORD dwBytes = 0;
        ULONG_PTR key = 0;
        LPOVERLAPPED lpOl = NULL;
        if (!GetQueuedCompletionStatus(g_hPort, &dwBytes, &key, &lpOl, INFINITE))
            return 1;
        LPPER_SOCKET lpClient = (LPPER_SOCKET)key;
        if (dwBytes == 0) {
            HeapFree(GetProcessHeap(), 0, lpClient); //~ eof-leak
            continue;
        }
        WSARecv(lpClient->s, &lpClient->buf, 1, &dwBytes, &dwBytes, lpOl, NULL);
    }
}

// A failed wait says nothing of the peer, and a destructor closes what it has.
DWORD WINAPI CarefulThread(LPVOID lpParam)
{
    for (;;) {
        DWORD dwBytes = 0;
        LPPER_SOCKET lpClient = NULL;
        LPOVERLAPPED lpOl = NULL;
        if (!GetQueuedCompletionStatus(g_hPort, &dwBytes, (PULONG_PTR)&lpClient, &lpOl, INFINITE)) {
            HeapFree(GetProcessHeap(), 0, lpOl);
            continue;
        }
        if (dwBytes == 0) {
            closesocket(lpClient->s);
            HeapFree(GetProcessHeap(), 0, lpClient);
            continue;
        }
        WSARecv(lpClient->s, &lpClient->buf, 1, &dwBytes, &dwBytes, lpOl, NULL);
    }
}

DWORD WINAPI CarelessThread(LPVOID lpParam)
{
    for (;;) {
        DWORD dwBytes = 0;
        LPPER_SOCKET lpClient = NULL;
        LPOVERLAPPED lpOl = NULL;
        BOOL bOk = GetQueuedCompletionStatus(g_hPort, &dwBytes, (PULONG_PTR)&lpClient, &lpOl, INFINITE);
        if (bOk && dwBytes == 0) {
            HeapFree(GetProcessHeap(), 0, lpClient); //~ eof-leak
            continue;
        }
        WSARecv(lpClient->s, &lpClient->buf, 1, &dwBytes, &dwBytes, lpOl, NULL);
    }
}
