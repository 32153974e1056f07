void drain_bad(int listener, char *buf)
{
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return;
    for (;;) {
        int n = recv(s, buf, 64, 0);
        if (n == 0)
            break;
        if (n < 0) {
            close(s);
            return;
        }
    }
} //~ eof-leak
