int fetch_bad(int listener, char *buf)
{
    ssize_t n;
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    n = recv(s, buf, 64, 0);
    if ((int)n <= 0)
        return 0; //~ eof-leak
    close(s);
    return 1;
}
