int fetch_bad(int listener, char *buf)
{
    int n;
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    n = recv(s, buf, 64, 0);
    if (n <= 0)
        return -1; //~ eof-leak
    close(s);
    return n;
}

int fetch_ok(int listener, char *buf)
{
    int n;
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    n = recv(s, buf, 64, 0);
    if (n <= 0) {
        close(s);
        return -1;
    }
    close(s);
    return n;
}
