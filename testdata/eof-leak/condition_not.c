int fetch_bad(int listener, char *buf)
{
    int n;
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    n = recv(s, buf, 64, 0);
    if (!n)
        return 0; //~ eof-leak
    close(s);
    return n;
}

int fetch_swapped_bad(int listener, char *buf)
{
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    if (0 == recv(s, buf, 64, 0))
        return 0; //~ eof-leak
    close(s);
    return 1;
}

int fetch_less_than_one_bad(int listener, char *buf)
{
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    if (recv(s, buf, 64, 0) < 1)
        return 0; //~ eof-leak
    close(s);
    return 1;
}
