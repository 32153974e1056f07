// Events of libevent and watchers of libev refer to a socket and never close it: who has one has the socket.
int watch_ok(struct server *server, int port)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    server->ready = event_new(server->base, s, EV_READ, on_ready, server);
    if (!server->ready) {
        close(s);
        return -1;
    }
    event_add(server->ready, NULL);
    return 0;
}

int watch_bad(struct server *server, int port)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    server->ready = event_new(server->base, s, EV_READ, on_ready, server);
    if (!server->ready)
        return -1; //~ socket-leak
    event_add(server->ready, NULL);
    return 0;
}

int add_ok(struct event_base *base)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    struct event *ready = event_new(base, s, EV_READ, on_ready, base);
    if (!ready || event_add(ready, NULL) < 0) {
        if (ready)
            event_free(ready);
        close(s);
        return -1;
    }
    return 0;
}

int add_bad(struct event_base *base)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    struct event *ready = event_new(base, s, EV_READ, on_ready, base);
    if (!ready || event_add(ready, NULL) < 0) {
        if (ready)
            event_free(ready);
        return -1; //~ socket-leak
    }
    return 0;
}

int assign_ok(struct server *server)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (event_assign(&server->event, server->base, s, EV_READ, on_ready, server) < 0) {
        close(s);
        return -1;
    }
    event_add(&server->event, NULL);
    return 0;
}

int assign_bad(struct server *server)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (event_assign(&server->event, server->base, s, EV_READ, on_ready, server) < 0)
        return -1; //~ socket-leak
    event_add(&server->event, NULL);
    return 0;
}

void set_ok(struct server *server)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return;
    event_set(&server->event, s, EV_READ, on_ready, server);
    event_add(&server->event, NULL);
}

void set_bad(struct server *server)
{
    struct event event;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return;
    event_set(&event, s, EV_READ, on_ready, server);
} //~ socket-leak

void watcher_ok(struct server *server)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return;
    ev_io_init(&server->watcher, on_ready, s, EV_READ);
    ev_io_start(server->loop, &server->watcher);
}

void watcher_bad(struct server *server)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return;
    struct ev_io watcher;
    ev_io_init(&watcher, on_ready, s, EV_READ);
    ev_io_stop(server->loop, &watcher);
} //~ socket-leak

void retarget_ok(struct server *server)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return;
    ev_io_set(&server->watcher, s, EV_READ);
}

/* The helper's caller closes what no event was made for. */
static int subscribe(struct server *server, int s)
{
    server->ready = event_new(server->base, s, EV_READ, on_ready, server);
    if (server->ready == NULL)
        return -1;
    if (event_add(server->ready, NULL) == -1) {
        event_free(server->ready);
        server->ready = NULL;
        return -1;
    }
    return 0;
}

void update_ok(struct server *server)
{
    int s = socket(AF_INET, SOCK_RAW, 0);
    if (s < 0)
        return;
    if (subscribe(server, s) == -1)
        close(s);
}
