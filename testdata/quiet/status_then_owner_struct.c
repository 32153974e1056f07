struct ctx { int fd; int ready; };

static void ctx_release(struct ctx *c)
{
    if (c->fd != -1)
        close(c->fd);
    free(c);
}

struct ctx *ctx_open(const struct sockaddr *addr)
{
    struct ctx *c = malloc(sizeof(*c));
    if (c == NULL)
        return NULL;
    c->ready = 0;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd == -1 || connect(c->fd, addr, sizeof(*addr)) == -1) {
        ctx_release(c);
        return NULL;
    }
    c->ready = 1;
    return c;
}
