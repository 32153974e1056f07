/* Row 2: another error exit of this function closes the same place. */
static char buf[64];

int serve_once_bad(int s)
{
    int n = recv(s, buf, sizeof(buf), 0);
    if (n < 0)
        return -1; //~ recv-error-leak
    if (n == 0) {
        close(s);
        return 0;
    }
    return n;
}

int serve_once_ok(int s)
{
    int n = recv(s, buf, sizeof(buf), 0);
    if (n < 0) {
        close(s);
        return -1;
    }
    if (n == 0) {
        close(s);
        return 0;
    }
    return n;
}
