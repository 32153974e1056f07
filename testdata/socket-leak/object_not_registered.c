// Only this function can reach the object, so the socket in it is lost with it.
static void prepare(struct listener *l)
{
    l->backlog = 16;
}

int listen_alone_bad(struct server *srv, const struct sockaddr *addr)
{
    struct listener *l = calloc(1, sizeof(*l));
    if (!l)
        return -1;
    prepare(l);
    l->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (l->fd < 0) {
        free(l);
        return -1;
    }
    if (bind(l->fd, addr, sizeof(*addr)) < 0)
        return -1; //~ socket-leak
    srv->listener = l;
    return 0;
}
