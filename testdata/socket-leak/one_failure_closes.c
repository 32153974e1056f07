/* Both failures return -1, one closes and one does not: no caller can do it right. */
static int start_listening(int s, const struct sockaddr *addr, socklen_t len)
{
    if (bind(s, addr, len) == -1)
        return -1; //~ socket-leak
    if (listen(s, 5) == -1) {
        close(s);
        return -1;
    }
    return 0;
}

/* Told apart by the result. */
static int start_listening_ok(int s, const struct sockaddr *addr, socklen_t len)
{
    if (bind(s, addr, len) == -1)
        return -2;
    if (listen(s, 5) == -1) {
        close(s);
        return -1;
    }
    return 0;
}

int serve(const struct sockaddr *addr, socklen_t len, int strict)
{
    int s = socket(AF_INET, SOCK_STREAM, 0), status;
    if (s < 0)
        return -1;
    if (!strict) {
        if (start_listening(s, addr, len) < 0)
            return -1;
        return s;
    }
    status = start_listening_ok(s, addr, len);
    if (status == -2)
        close(s);
    return status < 0 ? -1 : s;
}
