int set_up_ok(int fd, int on)
{
    int rc = setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (rc != 0)
        perror("SO_REUSEADDR");
    return rc;
}

int forward_ok(int fd, int on)
{
    return setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
}

int folded_ok(int fd, int on)
{
    int rc = 0;
    rc |= setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    rc |= setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
    return rc;
}

void passed_on_ok(int fd, int on)
{
    warn_if(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)));
}

void asserted_ok(int fd, int on)
{
    assert(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) == 0);
}
