/* A field that is known to hold an open socket is set to "none", and nobody closed that socket. */
struct conn {
    int fd;
    int state;
};

void drop_bad(struct conn *c)
{
    if (c && c->fd != -1) {
        shutdown(c->fd, 2);
        c->state = 0;
        c->fd = -1; //~ overwritten-socket
    }
}

void drop_ok(struct conn *c)
{
    if (c && c->fd != -1) {
        shutdown(c->fd, 2);
        close(c->fd);
        c->fd = -1;
    }
}

/* It was used just now. */
void check_bad(struct conn *c)
{
    int error = 0;
    socklen_t len = sizeof(error);
    if (getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &error, &len) < 0) {
        c->fd = -1; //~ overwritten-socket
        return;
    }
    if (error) {
        close(c->fd);
        c->fd = -1;
    }
}

static int spare = -1;

void give_back_bad(void)
{
    if (spare >= 0) {
        spare = -1; //~ overwritten-socket
    }
}

void open_spare(void)
{
    spare = socket(AF_INET, SOCK_STREAM, 0);
}

/* A new object holds nothing yet. */
void init_ok(struct conn *c)
{
    c->fd = -1;
    c->state = 1;
}

/* It moves on. */
int steal_ok(struct conn *c)
{
    int fd = -1;
    if (c->fd >= 0) {
        fd = c->fd;
        c->fd = -1;
    }
    return fd;
}

void steal_into_ok(struct conn *c, struct conn *other)
{
    if (c->fd >= 0) {
        other->fd = c->fd;
        c->fd = -1;
    }
}

/* Somebody else may have closed it. */
void conn_stop(struct conn *c);

void stop_ok(struct conn *c)
{
    if (c->fd >= 0) {
        conn_stop(c);
        c->fd = -1;
    }
}

void watch_del(int fd);

void stop_watching_ok(struct conn *c)
{
    if (c->fd >= 0) {
        watch_del(c->fd);
        c->fd = -1;
    }
}

/* Closed on one way, handed on on the other. */
void finish(void *tls);

void either_ok(struct conn *c, void *tls)
{
    if (c->fd >= 0) {
        if (tls)
            finish(tls);
        else
            close(c->fd);
        c->fd = -1;
    }
}

/* The library has it, and it was only asked for the number. */
struct link {
    int sock;
};
int library_socket(void *handle);

void watch_ok(struct link *l, void *handle)
{
    l->sock = library_socket(handle);
    send(l->sock, "", 1, 0);
}

void unwatch_ok(struct link *l)
{
    if (l->sock != -1) {
        shutdown(l->sock, 2);
        l->sock = -1;
    }
}

/* The object comes as an argument of no type. */
void on_stop_bad(void *arg)
{
    struct conn *c = arg;
    if (c->fd >= 0) {
        shutdown(c->fd, 2);
        c->fd = -1; //~ overwritten-socket
    }
}

void on_stop_ok(void *arg)
{
    struct conn *c = arg;
    if (c->fd >= 0) {
        shutdown(c->fd, 2);
        close(c->fd);
        c->fd = -1;
    }
}
