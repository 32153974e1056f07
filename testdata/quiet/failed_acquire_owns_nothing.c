/* The failing branch of the acquiring call owns nothing, however it is written. */
int open_any(void)
{
    int fd;

    if ((fd = socket(AF_INET6, SOCK_STREAM, 0)) == -1) {
        if ((fd = socket(AF_INET, SOCK_STREAM, 0)) == -1)
            return -1;
    }
    return fd;
}

SOCKET open_windows(void)
{
    SOCKET s;
    if ((s = socket(AF_INET, SOCK_STREAM, 0)) == INVALID_SOCKET) {
        fprintf(stderr, "%d\n", WSAGetLastError());
        return INVALID_SOCKET;
    }
    return s;
}
