/* Row 4: the visible caller closes on that class, or always. */
static char buf[64];

static int step(int s)
{
    if (recv(s, buf, sizeof(buf), 0) < 0)
        return -1;
    return 0;
}

void client_ok(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return;
    while (step(s) == 0)
        ;
    close(s);
}
