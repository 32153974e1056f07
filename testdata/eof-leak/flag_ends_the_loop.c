int drain_bad(int listener, char *buf)
{
    bool done = false;
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    while (!done) {
        int n = recv(s, buf, 64, 0);
        if (n == 0)
            done = true;
        else if (n < 0) {
            close(s);
            return -1;
        }
    }
    return 0; //~ eof-leak
}
