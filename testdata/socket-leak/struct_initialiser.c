struct conn { int fd; int state; };

int run_bad(int listener)
{
    int fd = accept(listener, NULL, NULL);
    struct conn c = { .fd = fd, .state = 1 };
    if (fd < 0)
        return -1;
    return c.state; //~ socket-leak
}

int run_ok(int listener)
{
    int fd = accept(listener, NULL, NULL);
    struct conn c = { fd, 1 };
    if (fd < 0)
        return -1;
    close(c.fd);
    return c.state; //~ FP socket-leak: initialisers without field names are not matched with the fields
}

struct conn compound_ok(int listener)
{
    int fd = accept(listener, NULL, NULL);
    return (struct conn){ .fd = fd, .state = 1 };
}
