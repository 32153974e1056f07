struct client { int fd; };

static int dial(struct client *c)
{
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    return c->fd < 0 ? -1 : 0;
}

int restart_bad(struct client *c)
{
    if (dial(c) < 0)
        return -1;
    return dial(c); //~ overwritten-socket
}

int restart_ok(struct client *c)
{
    if (dial(c) < 0)
        return -1;
    close(c->fd);
    return dial(c);
}

int restart_local_bad(void)
{
    struct client c;
    if (dial(&c) < 0)
        return -1;
    if (dial(&c) < 0) //~ overwritten-socket
        return -1;
    close(c.fd);
    return 0;
}
