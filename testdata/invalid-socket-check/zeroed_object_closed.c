/* What calloc leaves in a member is descriptor 0: who closes whatever is not -1 closes that. */
struct conn {
    int fd;
    int wake[2];
    int spare;
    int is_open;
    char *name;
};

static void *zalloc(size_t size)
{
    void *memory = calloc(1, size);
    if (memory)
        allocated += size;
    return memory;
}

static void conn_close(struct conn *c)
{
    if (!c)
        return;
    if (c->name)
        log_info("closing %s", c->name);
    free(c->name);
    if (c->fd != -1)
        close(c->fd);
    c->fd = -1;
}

static void conn_free(struct conn *c)
{
    conn_close(c);
    free(c);
}

struct conn *conn_new_bad(const char *name, const struct sockaddr *to, socklen_t len)
{
    struct conn *c = calloc(1, sizeof(*c));
    if (!c)
        return NULL;
    c->name = strdup(name);
    if (!c->name) {
        conn_free(c); //~ invalid-socket-check
        return NULL;
    }
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd == -1 || connect(c->fd, to, len) < 0) {
        conn_free(c);
        return NULL;
    }
    return c;
}

struct conn *conn_new_by_wrapper_bad(const char *name)
{
    struct conn *c = zalloc(sizeof(*c));
    if (!c)
        return NULL;
    c->name = strdup(name);
    if (!c->name) {
        conn_free(c); //~ invalid-socket-check
        return NULL;
    }
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    return c;
}

struct conn *conn_new_ok(const char *name)
{
    struct conn *c = calloc(1, sizeof(*c));
    if (!c)
        return NULL;
    c->fd = -1;
    c->name = strdup(name);
    if (!c->name) {
        conn_free(c);
        return NULL;
    }
    return c;
}

/* Who set it up is not known. */
struct conn *conn_new_elsewhere_ok(const char *name)
{
    struct conn *c = calloc(1, sizeof(*c));
    if (!c)
        return NULL;
    conn_init(c);
    c->name = strdup(name);
    if (!c->name) {
        conn_free(c);
        return NULL;
    }
    return c;
}

/* What malloc leaves there nobody knows. */
struct conn *conn_new_unknown_ok(const char *name)
{
    struct conn *c = malloc(sizeof(*c));
    if (!c)
        return NULL;
    c->name = strdup(name);
    if (!c->name) {
        conn_free(c);
        return NULL;
    }
    return c;
}

/* These look whether there is one: by a test for which 0 is none, or by another member. */
static void spare_close_if_above(struct conn *c)
{
    if (c->spare > 0) //~ invalid-socket-check
        close(c->spare);
    free(c);
}

static void spare_close_if_open(struct conn *c)
{
    if (c->is_open && c->spare != -1)
        close(c->spare);
    free(c);
}

static void spare_close(struct conn *c)
{
    if (c->is_open == 2)
        return;
    if (c->spare != -1)
        close(c->spare);
    free(c);
}

int spare_try(int which)
{
    struct conn *c = calloc(1, sizeof(*c));
    if (!c)
        return -1;
    if (which == 1) {
        spare_close_if_above(c);
        return -1;
    }
    if (which == 2) {
        spare_close_if_open(c);
        return -1;
    }
    c->spare = socket(AF_INET, SOCK_STREAM, 0);
    if (c->spare < 0) {
        free(c);
        return -1;
    }
    spare_close(c);
    return 0;
}

/* The other member keeps it from being closed. */
int spare_marked_ok(void)
{
    struct conn *c = calloc(1, sizeof(*c));
    if (!c)
        return -1;
    c->is_open = 2;
    spare_close(c);
    return 0;
}

/* The first time it sets the object up, as another member is still unset. */
static struct conn *kept;

int kept_renew_ok(const char *name)
{
    struct conn *c = kept;
    if (c == NULL) {
        c = calloc(1, sizeof(*c));
        if (c == NULL)
            return -1;
        kept = c;
    }
    if (c->name == NULL) {
        c->name = strdup(name);
        if (c->name == NULL)
            return -1;
        c->fd = -1;
    }
    conn_close(c);
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    return c->fd;
}
