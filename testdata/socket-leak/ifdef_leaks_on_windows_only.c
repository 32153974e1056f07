int open_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (connect(s, addr, sizeof(*addr)) < 0) {
#ifndef _WIN32
        close(s);
#endif
        return -1; //~ socket-leak
    }
    return s;
}
