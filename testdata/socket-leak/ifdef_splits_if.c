int open_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
#ifdef _WIN32
    if (s == INVALID_SOCKET) {
#else
    if (s < 0) {
#endif
        return -1;
    }
    if (connect(s, addr, sizeof(*addr)) < 0)
        return -1; //~ socket-leak
    return s;
}
