int fetch_bad(const struct sockaddr *addr, char *buf, int len)
{
    int n;
    int s = socket(AF_INET, kind, 0);
    if (s < 0)
        return -1;
    n = recv(s, buf, len, 0);
    if (n < 0)
        return -1; //~ recv-error-leak
    close(s);
    return n;
}

int fetch_ok(const struct sockaddr *addr, char *buf, int len)
{
    int n;
    int s = socket(AF_INET, kind, 0);
    if (s < 0)
        return -1;
    n = recv(s, buf, len, 0);
    close(s);
    if (n < 0)
        return -1;
    return n;
}
