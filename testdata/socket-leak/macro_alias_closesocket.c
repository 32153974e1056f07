#define closesocket close
#define INVALID_SOCKET (-1)
typedef int SOCKET;

SOCKET open_ok(const struct sockaddr *addr)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    if (connect(s, addr, sizeof(*addr)) != 0) {
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}
