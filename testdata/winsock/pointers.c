/* Winsock that is loaded at run time: its functions are called through pointers named after them. */
#include <winsock2.h>

typedef struct {
    SOCKET (WINAPI *_socket)(int, int, int);
    int (WINAPI *_connect)(SOCKET, const struct sockaddr *, int);
    int (WINAPI *_closesocket)(SOCKET);
} SOCKFUNCS;

static SOCKFUNCS so;
static SOCKET (WINAPI *p_socket)(int, int, int);
static int (WINAPI *p_connect)(SOCKET, const struct sockaddr *, int);
static int (WINAPI *p_closesocket)(SOCKET);

int variable_bad(const struct sockaddr *a, int n)
{
    SOCKET s = p_socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return -1;
    if (p_connect(s, a, n) == SOCKET_ERROR)
        return -1; //~ socket-leak
    p_closesocket(s);
    return 0;
}

int member_bad(const struct sockaddr *a, int n)
{
    SOCKET s = so._socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return -1;
    if (so._connect(s, a, n) == SOCKET_ERROR)
        return -1; //~ socket-leak
    so._closesocket(s);
    return 0;
}

int member_ok(const struct sockaddr *a, int n)
{
    SOCKET s = so._socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return -1;
    if (so._connect(s, a, n) == SOCKET_ERROR) {
        so._closesocket(s);
        return -1;
    }
    so._closesocket(s);
    return 0;
}

/* Another function of that name, which takes what it is given. */
int other_ok(struct pool *p)
{
    SOCKET s = p_socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return -1;
    p->_connect(p, s);
    return 0;
}

/* Functions that only pointers lead to keep nothing. */
struct extensions {
    LPFN_ACCEPTEX func_acceptex;
};

int post_bad(struct extensions *ext, SOCKET listener, char *buffer, OVERLAPPED *ovlp)
{
    DWORD got;
    SOCKET s = WSASocketW(AF_INET, SOCK_STREAM, 0, NULL, 0, WSA_FLAG_OVERLAPPED);
    if (s == INVALID_SOCKET)
        return -1;
    if (!ext->func_acceptex(listener, s, buffer, 0, 32, 32, &got, ovlp)) {
        return -1; //~ socket-leak
    }
    return 0; //~ socket-leak
}

int post_ok(struct extensions *ext, SOCKET listener, char *buffer, OVERLAPPED *ovlp)
{
    DWORD got;
    SOCKET s = WSASocketW(AF_INET, SOCK_STREAM, 0, NULL, 0, WSA_FLAG_OVERLAPPED);
    if (s == INVALID_SOCKET)
        return -1;
    if (!ext->func_acceptex(listener, s, buffer, 0, 32, 32, &got, ovlp)) {
        closesocket(s);
        return -1;
    }
    closesocket(s);
    return 0;
}
