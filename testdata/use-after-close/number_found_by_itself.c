/*
 * An operation that is called through a table opens a socket only where the member holds none, and leaves the number of a
 * closed one there: the next time it goes on with that.
 */
struct client {
    int sock;
    int spare;
};

static int client_connect(struct client *c, const struct sockaddr *from, const struct sockaddr *to, socklen_t len)
{
    if (c->sock == -1)
        c->sock = socket(AF_INET, SOCK_STREAM, 0);
    if (c->sock == -1)
        return -1;
    if (bind(c->sock, from, len) != 0) { //~ use-after-close
        close(c->sock);
        return -1;
    }
    if (connect(c->sock, to, len) != 0) {
        close(c->sock);
        c->sock = -1;
        return -1;
    }
    return 0;
}

static int spare_connect(struct client *c, const struct sockaddr *from, const struct sockaddr *to, socklen_t len)
{
    if (c->spare == -1)
        c->spare = socket(AF_INET, SOCK_STREAM, 0);
    if (c->spare == -1)
        return -1;
    if (bind(c->spare, from, len) != 0) {
        close(c->spare);
        c->spare = -1;
        return -1;
    }
    if (connect(c->spare, to, len) != 0) {
        close(c->spare);
        c->spare = -1;
        return -1;
    }
    return 0;
}

const struct transport transport = { client_connect, spare_connect };

/* Whoever calls it empties the member. */
struct link { int sock; };
static int link_up_ok(struct link *l, const struct sockaddr *to, socklen_t len)
{
    if (l->sock == -1) {
        l->sock = socket(AF_INET, SOCK_STREAM, 0);
        if (l->sock < 0)
            return -1;
    }
    if (connect(l->sock, to, len) < 0) {
        close(l->sock);
        return -1;
    }
    return 0;
}

int link_start(struct link *l, const struct sockaddr *to, socklen_t len)
{
    if (link_up_ok(l, to, len) < 0) {
        l->sock = -1;
        return -1;
    }
    return 0;
}
