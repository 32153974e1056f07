struct conn { int fd; int state; };
static const struct conn blank = { -1, 0 };

int reset_bad(void)
{
    struct conn c;
    c.fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c.fd < 0)
        return -1;
    c = blank; //~ overwritten-socket
    return c.state;
}

int reset_memset_bad(void)
{
    struct conn c;
    c.fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c.fd < 0)
        return -1;
    memset(&c, 0, sizeof(c)); //~ overwritten-socket
    return c.state;
}

int reset_ok(void)
{
    struct conn c;
    c.fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c.fd < 0)
        return -1;
    close(c.fd);
    c = blank;
    return c.state;
}
