/* A program's own functions for memory do what their bodies do. */
static unsigned long used;

static void *get(unsigned long size)
{
    void *mem = malloc(size);
    if (mem)
        used += size;
    return mem;
}

static void give_back(void *mem)
{
    if (!mem)
        return;
    used--;
    free(mem);
}

static void (*other_free)(void *);

static void give_back_somehow(void *mem)
{
    if (other_free)
        other_free(mem);
    else
        free(mem);
}

struct conn {
    int fd;
    char *name;
    int users;
};

struct conn *open_bad(const struct sockaddr *addr)
{
    struct conn *c = get(sizeof(*c));
    if (!c)
        return 0;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0) {
        give_back(c);
        return 0;
    }
    if (connect(c->fd, addr, sizeof(*addr)) < 0) {
        give_back(c); //~ socket-leak
        return 0;
    }
    return c;
}

struct conn *open_ok(const struct sockaddr *addr)
{
    struct conn *c = get(sizeof(*c));
    if (!c)
        return 0;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0) {
        give_back_somehow(c);
        return 0;
    }
    if (connect(c->fd, addr, sizeof(*addr)) < 0) {
        close(c->fd);
        give_back_somehow(c);
        return 0;
    }
    return c;
}

/* The caller's socket is the caller's still where null is returned. */
static struct conn *wrap(int fd)
{
    struct conn *c = get(sizeof(*c));
    if (!c)
        return 0;
    c->fd = fd;
    c->name = get(16);
    if (!c->name) {
        give_back_somehow(c);
        return 0;
    }
    return c;
}

struct conn *accept_bad(int listener)
{
    int fd = accept(listener, 0, 0);
    if (fd < 0)
        return 0;
    struct conn *c = wrap(fd);
    if (!c)
        return 0; //~ socket-leak
    c->users = 1;
    return c;
}

struct conn *accept_ok(int listener)
{
    int fd = accept(listener, 0, 0);
    if (fd < 0)
        return 0;
    struct conn *c = wrap(fd);
    if (!c) {
        close(fd);
        return 0;
    }
    c->users = 1;
    return c;
}

/* Freed only by the last who has it. */
static void put(struct conn *c)
{
    if (--c->users == 0)
        free(c);
}

struct conn *shared_ok(struct conn **all, const struct sockaddr *addr)
{
    struct conn *c = get(sizeof(*c));
    if (!c)
        return 0;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    c->users = 2;
    *all = c;
    put(c);
    return c;
}
