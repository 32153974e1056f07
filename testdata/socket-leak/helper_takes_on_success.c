struct client { int fd; struct client *next; };
static struct client *clients;

static struct client *client_new(int fd)
{
    struct client *c = malloc(sizeof(*c));
    if (!c)
        return NULL;
    c->fd = fd;
    c->next = clients;
    clients = c;
    return c;
}

void on_accept_bad(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    if (!client_new(fd))
        return; //~ socket-leak
}

void on_accept_ok(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    if (!client_new(fd))
        close(fd);
}
