#ifdef _WIN32
#define CLOSE closesocket
#else
#define CLOSE close
#endif

int open_ok(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (connect(s, addr, sizeof(*addr)) < 0) {
        CLOSE(s);
        return -1;
    }
#ifdef _WIN32
    closesocket(s);
#else
    close(s);
#endif
    return 0;
}
