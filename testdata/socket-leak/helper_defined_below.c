static int make(void);
static void finish(int fd);

int run_bad(const struct sockaddr *addr)
{
    int fd = make();
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0)
        return -1; //~ socket-leak
    finish(fd);
    return 0;
}

static int make(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}

static void finish(int fd)
{
    close(fd);
}
