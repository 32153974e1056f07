/* The address of one member is given to a function that knows nothing of the object: it keeps nothing. */
struct conn { int fd; struct timeval since; struct sockaddr_in addr; struct node node; };

struct conn *conn_new_bad(const char *host)
{
    struct conn *c = malloc(sizeof(*c));
    if (!c)
        return NULL;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0) {
        free(c);
        return NULL;
    }
    now(&c->since);
    if (parse_address(host, &c->addr) < 0) {
        free(c); //~ socket-leak
        return NULL;
    }
    return c;
}

static void link_in(struct node **list, struct node *node)
{
    node->next = *list;
    *list = node;
}

int conn_link_ok(struct node **list)
{
    struct conn *c = malloc(sizeof(*c));
    if (!c)
        return -1;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0) {
        free(c);
        return -1;
    }
    link_in(list, &c->node);
    return 0;
}
