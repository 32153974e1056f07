/* Row 4: the caller passes it up; the one above owns it and loses it. */
static char buf[64];

static int step(int s)
{
    if (recv(s, buf, sizeof(buf), 0) < 0)
        return -1;
    return 0;
}

static int two_steps(int s)
{
    if (step(s) < 0)
        return -1;
    return step(s);
}

int client_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (two_steps(s) < 0)
        return -1; //~ recv-error-leak
    close(s);
    return 0;
}

int client_ok(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    two_steps(s);
    close(s);
    return 0;
}
