int open_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int *p = &fd;
    if (*p < 0)
        return -1;
    close(*p);
    return 0;
}

int open_bad(const struct sockaddr *addr)
{
    int fd;
    int *p = &fd;
    *p = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0)
        return -1; //~ socket-leak
    close(fd);
    return 0;
}

/* The object behind the pointer is a variable. */
int member_bad(const struct sockaddr *addr)
{
    struct conn c;
    struct conn *p = &c;
    p->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c.fd < 0)
        return -1;
    if (connect(p->fd, addr, sizeof(*addr)) < 0)
        return -1; //~ socket-leak
    close(c.fd);
    return 0;
}

/* A pointer that moves on is none of these. */
int moves_on_ok(struct conn *all)
{
    struct conn first;
    struct conn *p = &first;
    p->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (p->fd < 0)
        return -1;
    all->fd = first.fd;
    p = all;
    close(p->fd);
    return 0;
}
