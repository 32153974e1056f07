/* Row 2's exception: the sibling closes, but every caller closes on the class that this exit returns. */
static char buf[64];

static int serve_once(int s)
{
    int n = recv(s, buf, sizeof(buf), 0);
    if (n < 0)
        return -1;
    if (n == 0) {
        close(s);
        return 0;
    }
    return n;
}

void loop_ok(int s)
{
    while (1) {
        int n = serve_once(s);
        if (n < 0) {
            close(s);
            return;
        }
        if (n == 0)
            return;
    }
}
