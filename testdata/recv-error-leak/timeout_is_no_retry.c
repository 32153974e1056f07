int ask_bad(const struct sockaddr *addr, char *buf)
{
    struct timeval tv = { 5, 0 };
    int n;
    int s = socket(AF_INET, kind, 0);
    if (s < 0)
        return -1;
    if (setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv)) < 0) {
        close(s);
        return -1;
    }
    n = recv(s, buf, 64, 0);
    if (n < 0 && errno == EAGAIN)
        return -2; //~ recv-error-leak
    close(s);
    return n;
}

int ask_ok(const struct sockaddr *addr, char *buf)
{
    struct timeval tv = { 5, 0 };
    int n;
    int s = socket(AF_INET, kind, 0);
    if (s < 0)
        return -1;
    if (setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv)) < 0) {
        close(s);
        return -1;
    }
    n = recv(s, buf, 64, 0);
    if (n < 0 && errno == EAGAIN) {
        close(s);
        return -2;
    }
    close(s);
    return n;
}
