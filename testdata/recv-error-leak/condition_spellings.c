int negated_bad(int listener, char *buf)
{
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    if (!(recv(s, buf, 64, 0) >= 0))
        return -1; //~ recv-error-leak
    close(s);
    return 0;
}

int minus_one_bad(int listener, char *buf)
{
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    if (-1 == read(s, buf, 64))
        return -1; //~ recv-error-leak
    close(s);
    return 0;
}

int in_condition_bad(int listener, char *buf)
{
    int s = accept(listener, NULL, NULL);
    ssize_t n;
    if (s < 0)
        return -1;
    if ((n = recv(s, buf, 64, 0)) == -1)
        return -1; //~ recv-error-leak
    close(s);
    return n;
}

int switch_bad(int listener, char *buf)
{
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    switch (recv(s, buf, 64, 0)) {
    case -1:
        return -1; //~ recv-error-leak
    default:
        close(s);
        return 0;
    }
}
