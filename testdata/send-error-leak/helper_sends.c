static int put(int s, const char *text)
{
    if (send(s, text, strlen(text), 0) < 0)
        return -1;
    return 0;
}

int hello_bad(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (put(s, "hello") < 0)
        return -1; //~ send-error-leak
    close(s);
    return 0;
}

int hello_ok(void)
{
    int rc, s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    rc = put(s, "hello");
    close(s);
    return rc;
}
