struct listener { int fd; void (*on_client)(void *, int); void *arg; };

void readable_ok(struct listener *l)
{
    int fd = accept(l->fd, NULL, NULL);
    if (fd < 0)
        return;
    l->on_client(l->arg, fd);
}

void readable_deref_ok(int listener, int (*cb)(int))
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    (*cb)(fd);
}

void readable_bad(struct listener *l)
{
    int fd = accept(l->fd, NULL, NULL);
    if (fd < 0)
        return;
    if (fcntl(fd, F_SETFD, FD_CLOEXEC) < 0)
        return; //~ socket-leak
    l->on_client(l->arg, fd);
}
