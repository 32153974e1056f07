int push_bad(const char *data, int len)
{
    int s = socket(AF_INET, kind, 0);
    if (s < 0)
        return -1;
    if (send(s, data, len, 0) < 0)
        return -1; //~ send-error-leak
    close(s);
    return 0;
}

int push_ok(const char *data, int len)
{
    int s = socket(AF_INET, kind, 0);
    if (s < 0)
        return -1;
    if (send(s, data, len, 0) < 0) {
        close(s);
        return -1;
    }
    close(s);
    return 0;
}
