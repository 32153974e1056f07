/* What Winsock says is compared with codes that are not Winsock's. */
#include "net.h"

int switched_bad(struct client *c)
{
#ifdef _WIN32
    int code = WSAGetLastError();
    switch (code) { //~ errno-after-winsock
    case EAGAIN:
        return 0;
    default:
        say("recv failed: %d", code);
    }
#endif
    return -1;
}

int compared_bad(SOCKET s, char *buf, int len)
{
    int n = recv(s, buf, len, 0);
#ifdef _WIN32
    if (n < 0 && WSAGetLastError() == EAGAIN) //~ errno-after-winsock
        return 0;
#endif
    return n;
}

/* Each world has a variable of its own for it, and the test is one for both. */
int one_test_bad(int s, char *buf, int len)
{
    int n = recv(s, buf, len, 0), code;
#ifdef _WIN32
    code = WSAGetLastError();
#else
    code = errno;
#endif
    if (n < 0 && code == EAGAIN) //~ errno-after-winsock
        return 0;
    return n;
}

int right_code_ok(void)
{
    int code = WSAGetLastError();
    return code == WSAEWOULDBLOCK ? 0 : code;
}

/* The right one is asked for as well. */
int both_codes_ok(void)
{
    int code = WSAGetLastError();
    return code == WSAEWOULDBLOCK || code == EAGAIN ? 0 : code;
}

/* A header that is not at hand may give this name Winsock's number. */
int name_of_its_own_ok(void)
{
    int code = WSAGetLastError();
    return code == EWOULDBLOCK || code == EAGAIN ? 0 : code;
}

/* It may be the code of a file as well. */
int either_ok(int is_socket)
{
    int code = errno;
    if (is_socket)
        code = WSAGetLastError();
    return code == EAGAIN ? 0 : code;
}

/* No call of Winsock is ended by a signal. */
int signal_ok(void)
{
    return WSAGetLastError() == EINTR;
}

/* All share this variable, and here it still holds the code. */
int shared_bad(SOCKET s, char *buf, int len)
{
    int n = recv(s, buf, len, 0);
    if (n < 0) {
#ifdef _WIN32
        errno = WSAGetLastError();
#endif
        if (errno == EAGAIN) //~ errno-after-winsock
            return 0;
    }
    return n;
}

int shared_by_a_file_ok(SOCKET s, FILE *in, char *buf, int len)
{
#ifdef _WIN32
    errno = WSAGetLastError();
#endif
    say("before: %s", code_text(errno));
    if (fread(buf, 1, len, in) == 0 && errno == EAGAIN)
        return 0;
    return 1;
}
