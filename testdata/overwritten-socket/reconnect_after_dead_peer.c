/*
 * The old socket's peer is known to be gone: the sharper rule speaks. Two sockets are lost on that line: the first one, and
 * each one that the line itself made.
 */
static int upstream = -1;

void pump_bad(const struct sockaddr *addr)
{
    char buf[64];
    upstream = socket(AF_INET, kind, 0);
    for (;;) {
        if (recv(upstream, buf, sizeof(buf), 0) <= 0) {
            upstream = socket(AF_INET, kind, 0); //~ eof-leak
            //~| eof-leak
            connect(upstream, addr, sizeof(*addr));
        }
    }
}

void pump_ok(const struct sockaddr *addr)
{
    char buf[64];
    upstream = socket(AF_INET, kind, 0);
    for (;;) {
        if (recv(upstream, buf, sizeof(buf), 0) <= 0) {
            close(upstream);
            upstream = socket(AF_INET, kind, 0);
            connect(upstream, addr, sizeof(*addr));
        }
    }
}
