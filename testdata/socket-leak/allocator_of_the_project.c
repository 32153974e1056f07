/* What is told the size of what its result points at makes a new object, whatever it is called. */
struct conn {
    int fd;
    struct conn *next;
};

static struct conn *all;

static struct conn *conn_new(int domain)
{
    struct conn *conn;
    int fd = socket(domain, SOCK_STREAM, 0);
    if (fd < 0)
        return NULL;
    conn = proj_malloc0(sizeof *conn);
    conn->fd = fd;
    return conn;
}

static void conn_free(struct conn *conn)
{
    close(conn->fd);
    proj_free(conn);
}

int dial_bad(const struct sockaddr *to, socklen_t len)
{
    struct conn *conn = conn_new(AF_INET);
    if (!conn)
        return -1;
    if (connect(conn->fd, to, len) < 0)
        return -1; //~ socket-leak
    conn_free(conn);
    return 0;
}

int dial_ok(const struct sockaddr *to, socklen_t len)
{
    struct conn *conn = conn_new(AF_INET);
    if (!conn)
        return -1;
    if (connect(conn->fd, to, len) < 0) {
        conn_free(conn);
        return -1;
    }
    conn_free(conn);
    return 0;
}

int dial_here_ok(const struct sockaddr *to, socklen_t len)
{
    struct conn *conn = PROJ_CALLOC(1, sizeof(struct conn), KIND_CONN);
    if (!conn)
        return -1;
    conn->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (conn->fd < 0 || connect(conn->fd, to, len) < 0) {
        proj_release_memory_only(conn);
        return -1;
    }
    conn->next = all;
    all = conn;
    if (send(conn->fd, "?", 1, MSG_NOSIGNAL) < 0)
        return -1;
    return 0;
}

int dial_into_pool_ok(struct pool *pool, const struct sockaddr *to, socklen_t len)
{
    struct conn *conn = pool_get(pool, sizeof *conn);
    conn->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (conn->fd < 0 || connect(conn->fd, to, len) < 0)
        return -1;
    return 0;
}

/* What has a body is what that does: this one keeps all its objects itself. */
static struct conn slots[16];
static int used;

static void *slot_alloc(size_t size)
{
    if (used == 16)
        return NULL;
    return &slots[used++];
}

int accept_into_slot_ok(int listener)
{
    struct conn *conn = slot_alloc(sizeof *conn);
    if (!conn)
        return -1;
    conn->fd = accept(listener, NULL, NULL);
    return conn->fd < 0 ? -1 : 0;
}

void end_all(void)
{
    int i;
    for (i = 0; i < used; i++)
        close(slots[i].fd);
}

/* Names that do not speak of allocation may give what somebody keeps. */
int accept_into_state_ok(int listener)
{
    struct conn *conn = thread_state(sizeof(struct conn));
    if (!conn)
        return -1;
    conn->fd = accept(listener, NULL, NULL);
    return conn->fd < 0 ? -1 : 0;
}

int accept_into_named_ok(int listener)
{
    struct conn *conn = state_alloc("conn", sizeof(struct conn));
    if (!conn)
        return -1;
    conn->fd = accept(listener, NULL, NULL);
    return conn->fd < 0 ? -1 : 0;
}
