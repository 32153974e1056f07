static int upstream = -1;
static char buf[64];

int poll_upstream_bad(void)
{
    int n = recv(upstream, buf, sizeof(buf), 0);
    if (n < 0)
        return -1; //~ recv-error-leak
    if (n == 0) {
        close(upstream);
        upstream = -1;
    }
    return n;
}

int poll_upstream_ok(void)
{
    int n = recv(upstream, buf, sizeof(buf), 0);
    if (n <= 0) {
        close(upstream);
        upstream = -1;
    }
    return n;
}
