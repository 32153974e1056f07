int drain_bad(int listener)
{
    char buf[128];
    ssize_t n;
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    while ((n = recv(s, buf, sizeof(buf), 0)) != 0) {
        if (n < 0)
            return -1; //~ recv-error-leak
    }
    close(s);
    return 0;
}

int drain_ok(int listener)
{
    char buf[128];
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    while (recv(s, buf, sizeof(buf), 0) > 0)
        ;
    close(s);
    return 0;
}
