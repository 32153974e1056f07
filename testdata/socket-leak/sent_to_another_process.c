// The kernel gives the peer a duplicate: who sends a descriptor still has to close its own.
static void pass(int worker, int fd)
{
    struct msghdr m = { 0 };
    char c = 0, control[CMSG_SPACE(sizeof(int))];
    struct iovec v = { &c, 1 };
    m.msg_iov = &v;
    m.msg_iovlen = 1;
    m.msg_control = control;
    m.msg_controllen = sizeof(control);
    struct cmsghdr *h = CMSG_FIRSTHDR(&m);
    h->cmsg_level = SOL_SOCKET;
    h->cmsg_type = SCM_RIGHTS;
    h->cmsg_len = CMSG_LEN(sizeof(int));
    *(int *)CMSG_DATA(h) = fd;
    sendmsg(worker, &m, 0);
}

int serve_bad(int listener, int worker)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    pass(worker, fd);
    return 0; //~ socket-leak
}

int serve_ok(int listener, int worker)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    pass(worker, fd);
    close(fd);
    return 0;
}
