struct conn { int fd; int state; };

struct conn dial_ok(void)
{
    struct conn c;
    c.fd = socket(AF_INET, SOCK_STREAM, 0);
    c.state = 0;
    return c;
}

struct conn dial_into_ok(struct conn c)
{
    struct conn copy = c;
    copy.fd = socket(AF_INET, SOCK_STREAM, 0);
    return copy;
}
