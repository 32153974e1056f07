void set_up_ok(int fd, int on)
{
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)))
        ;
}

void both_ok(int fd, int on)
{
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) || listen(fd, 5))
        perror("listen");
}

void guarded_bad(int fd, int on)
{
    if (on)
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)); //~ unchecked-setsockopt
}
