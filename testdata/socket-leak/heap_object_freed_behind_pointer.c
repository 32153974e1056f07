/* `drop(&c)`: a function that frees what a pointer leads to, and takes the pointer back. */
struct conn { int fd; char *name; };

static void drop(struct conn **cp)
{
    if (!cp || !*cp)
        return;
    free((*cp)->name);
    free(*cp);
    *cp = NULL;
}

static void drop_copy(struct conn **cp)
{
    struct conn *c = *cp;
    *cp = NULL;
    free(c);
}

static void drop_closed(struct conn **cp)
{
    close((*cp)->fd);
    free(*cp);
    *cp = NULL;
}

static void put(struct conn **cp)
{
    if ((*cp)->name)
        return;
    free(*cp);
}

static void drop_next(struct conn **cp)
{
    *cp = next_of(*cp);
    free(*cp);
}

static void drop_told(struct conn **cp)
{
    forget(*cp);
    free(*cp);
}

static struct conn *fresh(void)
{
    return calloc(1, sizeof(struct conn));
}

int open_bad(struct conn **cp, const struct sockaddr *addr)
{
    struct conn *c = fresh();
    if (!c)
        return 1;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0) {
        drop(&c);
        return 1;
    }
    if (connect(c->fd, addr, sizeof(*addr)) < 0) {
        drop(&c); //~ socket-leak
        return 2;
    }
    *cp = c;
    return 0;
}

int open_copy_bad(struct conn **cp, const struct sockaddr *addr)
{
    struct conn *c = fresh();
    if (!c)
        return 1;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0) {
        drop_copy(&c);
        return 1;
    }
    if (connect(c->fd, addr, sizeof(*addr)) < 0) {
        drop_copy(&c); //~ socket-leak
        return 2;
    }
    *cp = c;
    return 0;
}

int open_ok(struct conn **cp, const struct sockaddr *addr)
{
    struct conn *c = fresh();
    if (!c)
        return 1;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0) {
        drop(&c);
        return 1;
    }
    if (connect(c->fd, addr, sizeof(*addr)) < 0) {
        close(c->fd);
        drop(&c);
        return 2;
    }
    *cp = c;
    return 0;
}

int open_closed_ok(struct conn **cp, const struct sockaddr *addr)
{
    struct conn *c = fresh();
    if (!c)
        return 1;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0) {
        drop(&c);
        return 1;
    }
    if (connect(c->fd, addr, sizeof(*addr)) < 0) {
        drop_closed(&c);
        return 2;
    }
    *cp = c;
    return 0;
}

/* Not on every way, not this one, or somebody else was told before: no free of it. */
int open_put_ok(struct conn **cp, const struct sockaddr *addr)
{
    struct conn *c = fresh();
    if (!c)
        return 1;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0) {
        drop(&c);
        return 1;
    }
    if (bind(c->fd, addr, sizeof(*addr)) < 0) {
        put(&c);
        return 2;
    }
    if (fcntl(c->fd, F_SETFD, 1) < 0) {
        drop_next(&c);
        return 2;
    }
    if (connect(c->fd, addr, sizeof(*addr)) < 0) {
        drop_told(&c);
        return 2;
    }
    *cp = c;
    return 0;
}
