int fetch_bad(char *buf)
{
    int rc = -1, n;
    int s = socket(AF_INET, kind, 0);
    if (s < 0)
        return -1;
    n = recv(s, buf, 64, 0);
    if (n < 0)
        goto out;
    rc = n;
    close(s);
out:
    return rc; //~ recv-error-leak
}
