struct server { int fd; int port; };

int server_open_ok(struct server *s)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    s->fd = fd;
    if (listen(fd, 5) < 0)
        return -1;
    return 0;
}

int server_open_bad(struct server *s)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (listen(fd, 5) < 0)
        return -1; //~ socket-leak
    s->fd = fd;
    return 0;
}
