/* A callback gets a connection of its own and gives it away: whoever gets it has to close it on every way. */

struct conn { int fd; };

static struct conn *conn_new(int fd)
{
    struct conn *c = malloc(sizeof(*c));
    if (!c)
        return NULL;
    c->fd = fd;
    return c;
}

static void serve_bad(struct server *server, int fd)
{
    struct conn *c = conn_new(fd);
    if (!c)
        return; //~ socket-leak
    server->last = c;
}

static void serve_ok(struct server *server, int fd)
{
    struct conn *c = conn_new(fd);
    if (!c) {
        close(fd);
        return;
    }
    server->last = c;
}

static void on_accept(struct evconnlistener *l, int fd, struct sockaddr *from, int len, void *arg)
{
    if (len == 0)
        serve_ok(arg, fd);
    else
        serve_bad(arg, fd);
}

void listen_on(struct event_base *base, struct sockaddr *at, int len, void *arg)
{
    evconnlistener_new_bind(base, on_accept, arg, LEV_OPT_CLOSE_ON_FREE, -1, at, len);
}
