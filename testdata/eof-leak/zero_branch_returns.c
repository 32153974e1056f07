int fetch_bad(char *buf, int len)
{
    int n;
    int s = socket(AF_INET, kind, 0);
    if (s < 0)
        return -1;
    n = recv(s, buf, len, 0);
    if (n == 0)
        return 0; //~ eof-leak
    close(s);
    return n;
}

int fetch_ok(char *buf, int len)
{
    int n;
    int s = socket(AF_INET, kind, 0);
    if (s < 0)
        return -1;
    n = recv(s, buf, len, 0);
    if (n == 0) {
        close(s);
        return 0;
    }
    close(s);
    return n;
}
