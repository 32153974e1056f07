int dial_ok(const struct sockaddr *to, int length)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (port_connect(s, to, length) < 0) {
        port_let_go(s);
        return -1;
    }
    return s;
}

int dial_bad(const struct sockaddr *to, int length)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (port_connect(s, to, length) < 0)
        return -1; //~ socket-leak
    return s;
}
