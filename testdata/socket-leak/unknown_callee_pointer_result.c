struct conn *accept_ok(int listener)
{
    struct conn *c;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return NULL;
    c = conn_from(fd);
    if (!c)
        close(fd);
    return c;
}

struct conn *accept_bad(int listener)
{
    struct conn *c;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return NULL;
    c = conn_from(fd);
    if (!c)
        return NULL; //~ socket-leak
    return c;
}
