struct server { int fd; };

static void adopt(struct server *s, int fd)
{
    s->fd = fd;
}

int server_init_ok(struct server *s)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    adopt(s, fd);
    return 0;
}
