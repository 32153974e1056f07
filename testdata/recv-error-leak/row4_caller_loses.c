/* Row 4: the caller owns it and loses it: one finding, there. */
static char buf[64];

static int step(int s)
{
    if (recv(s, buf, sizeof(buf), 0) < 0)
        return -1;
    return 0;
}

int client_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (step(s) < 0)
        return -1; //~ recv-error-leak
    close(s);
    return 0;
}
