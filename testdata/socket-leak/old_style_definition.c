int open_bad(addr, len)
    struct sockaddr *addr;
    int len;
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (bind(s, addr, len) < 0)
        return -1; //~ socket-leak
    return s;
}
