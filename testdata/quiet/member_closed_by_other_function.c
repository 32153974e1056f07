struct service { int fd; int port; };

int service_start(struct service *s)
{
    s->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (s->fd < 0)
        return -1;
    if (listen(s->fd, 5) < 0)
        return -1;
    s->port = 80;
    return 0;
}

void service_stop(struct service *s)
{
    close(s->fd);
    s->fd = -1;
}
