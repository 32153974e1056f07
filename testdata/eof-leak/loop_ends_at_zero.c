int drain_bad(int listener, char *buf)
{
    int n;
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    while ((n = recv(s, buf, 64, 0)) > 0)
        use(buf, n);
    return n; //~ eof-leak
}

int drain_ok(int listener, char *buf)
{
    int n;
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    while ((n = recv(s, buf, 64, 0)) > 0)
        use(buf, n);
    close(s);
    return n;
}
