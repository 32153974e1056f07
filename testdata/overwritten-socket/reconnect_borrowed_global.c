/* The old socket came from elsewhere, but this function saw its peer go and stores a new one over it. */
static SOCKET upstream = INVALID_SOCKET;
static char buf[64];

int poll_bad(const struct sockaddr *addr)
{
    int n = recv(upstream, buf, sizeof(buf), 0);
    if (n == 0) {
        upstream = socket(AF_INET, SOCK_STREAM, 0); //~ eof-leak
        return connect(upstream, addr, sizeof(*addr));
    }
    return n;
}

int poll_ok(const struct sockaddr *addr)
{
    int n = recv(upstream, buf, sizeof(buf), 0);
    if (n == 0) {
        closesocket(upstream);
        upstream = socket(AF_INET, SOCK_STREAM, 0);
        return connect(upstream, addr, sizeof(*addr));
    }
    return n;
}
