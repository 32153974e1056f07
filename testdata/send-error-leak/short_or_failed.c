/* One branch for a failed and a short send. */
int push_bad(const char *data, int len)
{
    int s = socket(AF_INET, kind, 0);
    if (s < 0)
        return -1;
    if (send(s, data, len, 0) != len)
        return -1; //~ send-error-leak
    close(s);
    return 0;
}

int push_constant_bad(void)
{
    int s = socket(AF_INET, kind, 0);
    if (s < 0)
        return -1;
    if (send(s, "bye", 3, 0) != 3)
        return -1; //~ send-error-leak
    close(s);
    return 0;
}

int push_less_bad(const char *data, int len)
{
    int s = socket(AF_INET, kind, 0);
    if (s < 0)
        return -1;
    if (send(s, data, len, 0) <= 0)
        return -1; //~ send-error-leak
    close(s);
    return 0;
}
