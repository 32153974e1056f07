int fetch_bad(int listener, char *buf)
{
    int n;
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    do {
        n = recv(s, buf, 64, 0);
    } while (n < 0 && errno == EINTR);
    if (n == 0)
        return 0; //~ eof-leak
    close(s);
    return n;
}
