struct conn { int fd; int state; };

int dial_bad(const struct sockaddr *addr)
{
    struct conn c;
    c.fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c.fd < 0)
        return -1;
    c.state = connect(c.fd, addr, sizeof(*addr));
    return c.state; //~ socket-leak
}

int dial_ok(const struct sockaddr *addr)
{
    struct conn c;
    c.fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c.fd < 0)
        return -1;
    c.state = connect(c.fd, addr, sizeof(*addr));
    close(c.fd);
    return c.state;
}
