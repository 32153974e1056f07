int fetch_bad(int listener, char *buf)
{
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    if (recv(s, buf, 64, 0)) {
        close(s);
        return 1;
    }
    return 0; //~ eof-leak
}
