struct conn { int fd; int state; };

int open_ok(struct conn *out, const struct sockaddr *addr)
{
    struct conn c = { .fd = -1 };
    c.fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c.fd < 0)
        return -1;
    *out = c;
    return 0;
}

int open_bad(struct conn *out, const struct sockaddr *addr)
{
    struct conn c = { .fd = -1 };
    c.fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c.fd < 0)
        return -1;
    if (connect(c.fd, addr, sizeof(*addr)) < 0)
        return -1; //~ socket-leak
    *out = c;
    return 0;
}
