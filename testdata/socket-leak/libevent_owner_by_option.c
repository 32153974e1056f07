/* A bufferevent or a listener closes its socket only if it was made with the option for that. */
void run_bad(struct event_base *base)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    struct bufferevent *bev = bufferevent_socket_new(base, fd, 0);
    event_base_dispatch(base);
    bufferevent_free(bev);
} //~ socket-leak

void run_ok(struct event_base *base)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    struct bufferevent *bev = bufferevent_socket_new(base, fd, BEV_OPT_DEFER_CALLBACKS);
    event_base_dispatch(base);
    bufferevent_free(bev);
    close(fd);
}

struct bufferevent *hand_over_ok(struct event_base *base)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return 0;
    struct bufferevent *bev = bufferevent_socket_new(base, fd, BEV_OPT_DEFER_CALLBACKS | BEV_OPT_CLOSE_ON_FREE);
    if (!bev)
        close(fd);
    return bev;
}

struct bufferevent *hand_over_bad(struct event_base *base)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return 0;
    return bufferevent_socket_new(base, fd, BEV_OPT_CLOSE_ON_FREE); //~ socket-leak
}

/* Nobody knows these options here. */
struct bufferevent *with_options_ok(struct event_base *base, int options)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return 0;
    struct bufferevent *bev = bufferevent_socket_new(base, fd, options);
    if (!bev)
        close(fd);
    return bev;
}

void listen_bad(struct event_base *base, struct sockaddr *addr, int length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    bind(fd, addr, length);
    struct evconnlistener *listener = evconnlistener_new(base, 0, 0, LEV_OPT_REUSEABLE, 5, fd);
    event_base_dispatch(base);
    evconnlistener_free(listener);
} //~ socket-leak

void listen_ok(struct event_base *base, struct sockaddr *addr, int length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    bind(fd, addr, length);
    int options = LEV_OPT_REUSEABLE | LEV_OPT_CLOSE_ON_FREE;
    struct evconnlistener *listener = evconnlistener_new(base, 0, 0, options, 5, fd);
    if (!listener) {
        close(fd);
        return;
    }
    event_base_dispatch(base);
    evconnlistener_free(listener);
}
