// Who can reach the object can reach the socket that is put into it later.
static void add(struct server *srv, struct listener *l)
{
    srv->all[srv->used++] = l;
}

int listen_on_ok(struct server *srv, const struct sockaddr *addr)
{
    struct listener *l = calloc(1, sizeof(*l));
    if (!l)
        return -1;
    add(srv, l);
    l->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (l->fd < 0)
        return -1;
    if (bind(l->fd, addr, sizeof(*addr)) < 0)
        return -1;
    return 0;
}

int listen_in_list_ok(struct server *srv, const struct sockaddr *addr)
{
    struct listener *l = calloc(1, sizeof(*l));
    if (!l)
        return -1;
    l->next = srv->first;
    srv->first = l;
    l->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (l->fd < 0)
        return -1;
    if (bind(l->fd, addr, sizeof(*addr)) < 0)
        return -1;
    return 0;
}

/* The list gets it first. */
static struct listener *append(void)
{
    struct listener *l = all.first, *last;
    if (!l) {
        all.first = malloc(sizeof(*l));
        l = all.first;
    } else {
        while (l) {
            last = l;
            l = l->next;
        }
        l = malloc(sizeof(*l));
        last->next = l;
    }
    l->fd = socket(AF_INET, SOCK_STREAM, 0);
    return l;
}

void option_ok(int backlog)
{
    struct listener *l = append();
    l->backlog = backlog;
}
