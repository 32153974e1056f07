/* The callback of a listener is given each accepted connection: it is the callback's to close. */
static int refused;

static void greet_bad(struct evconnlistener *listener, evutil_socket_t fd, struct sockaddr *addr, int length, void *arg)
{
    send(fd, "hello", 5, 0);
} //~ socket-leak

static void greet_ok(struct evconnlistener *listener, evutil_socket_t fd, struct sockaddr *addr, int length, void *arg)
{
    send(fd, "hello", 5, 0);
    evutil_closesocket(fd);
}

static void serve_bad(struct evconnlistener *listener, evutil_socket_t fd, struct sockaddr *addr, int length, void *arg)
{
    if (refused)
        return; //~ socket-leak
    struct bufferevent *bev = bufferevent_socket_new(arg, fd, BEV_OPT_CLOSE_ON_FREE);
    if (!bev) {
        evutil_closesocket(fd);
        return;
    }
    bufferevent_enable(bev, EV_READ);
}

static void serve_ok(struct evconnlistener *listener, evutil_socket_t fd, struct sockaddr *addr, int length, void *arg)
{
    if (refused) {
        evutil_closesocket(fd);
        return;
    }
    struct bufferevent *bev = bufferevent_socket_new(arg, fd, BEV_OPT_CLOSE_ON_FREE);
    if (!bev) {
        evutil_closesocket(fd);
        return;
    }
    bufferevent_enable(bev, EV_READ);
}

struct client {
    int fd;
};

static void keep_ok(struct evconnlistener *listener, evutil_socket_t fd, struct sockaddr *addr, int length, void *arg)
{
    struct client *client = arg;
    client->fd = fd;
}

int start(struct event_base *base, struct sockaddr *addr, struct client *client)
{
    int n = sizeof(*addr);
    if (!evconnlistener_new_bind(base, greet_bad, 0, LEV_OPT_REUSEABLE, 5, addr, n))
        return -1;
    if (!evconnlistener_new_bind(base, greet_ok, 0, LEV_OPT_REUSEABLE, 5, addr, n))
        return -1;
    if (!evconnlistener_new_bind(base, serve_bad, base, LEV_OPT_REUSEABLE, 5, addr, n))
        return -1;
    if (!evconnlistener_new_bind(base, serve_ok, base, LEV_OPT_REUSEABLE, 5, addr, n))
        return -1;
    return evconnlistener_new_bind(base, keep_ok, client, LEV_OPT_REUSEABLE, 5, addr, n) ? 0 : -1;
}

static void forget_bad(struct evconnlistener *listener, evutil_socket_t fd, struct sockaddr *addr, int length, void *arg)
{
    refused++;
} //~ socket-leak

/* A body that is left empty stands for one that nobody has written. */
static void nothing_ok(struct evconnlistener *listener, evutil_socket_t fd, struct sockaddr *addr, int length, void *arg)
{
}

struct evconnlistener *start_none(struct event_base *base, int listening)
{
    return evconnlistener_new(base, nothing_ok, 0, LEV_OPT_CLOSE_ON_FREE, 5, listening);
}

struct evconnlistener *start_other(struct event_base *base, int listening)
{
    return evconnlistener_new(base, forget_bad, 0, LEV_OPT_CLOSE_ON_FREE, 5, listening);
}
