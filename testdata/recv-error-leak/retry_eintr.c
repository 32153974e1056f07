int fetch_ok(int s, char *buf)
{
    int n;
    for (;;) {
        n = recv(s, buf, 64, 0);
        if (n >= 0)
            break;
        if (errno == EINTR)
            continue;
        close(s);
        return -1;
    }
    return n;
}

int fetch_bad(int listener, char *buf)
{
    int n;
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
again:
    n = recv(s, buf, 64, 0);
    if (n < 0) {
        if (errno == EINTR)
            goto again;
        return -1; //~ recv-error-leak
    }
    close(s);
    return n;
}
