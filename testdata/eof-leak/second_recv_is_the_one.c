/* What the last receive said counts. */
int fetch_bad(int listener, char *buf)
{
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    if (recv(s, buf, 4, 0) != 4) {
        close(s);
        return -1;
    }
    if (recv(s, buf, 64, 0) == 0)
        return 0; //~ eof-leak
    close(s);
    return 1;
}
