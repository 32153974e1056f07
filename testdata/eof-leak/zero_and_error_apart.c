int fetch_bad(int listener, char *buf)
{
    int n;
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    n = read(s, buf, 64);
    if (n < 0)
        return -1; //~ recv-error-leak
    else if (n == 0)
        return 0; //~ eof-leak
    close(s);
    return n;
}
