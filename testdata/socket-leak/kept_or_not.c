/* Functions that keep what they are given, or find that they need not: their result does not tell. */
struct io {
    int fd;
    struct loop *loop;
};
struct loop {
    struct io **ptr;
    int max;
};

static struct io *io_get(struct loop *loop, int fd)
{
    struct io *io = loop->ptr[fd];
    if (io == 0) {
        io = calloc(1, sizeof(*io));
        io->fd = fd;
        loop->ptr[fd] = io;
    }
    return io;
}

int kept_by_a_table_ok(struct loop *loop)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    struct io *io = io_get(loop, fd);
    if (!io) {
        close(fd);
        return -1;
    }
    return 0;
}

struct tunnel {
    int fd;
    int pppox;
};

/* What is closed before it is stored says nothing of what is stored. */
int stored_late_ok(struct tunnel *t, const struct sockaddr *to, socklen_t len)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, to, len)) {
        close(fd);
        return -1;
    }
    if (connect(fd, to, len) < 0) {
        close(fd);
        return -1;
    }
    t->fd = fd;
    t->pppox = socket(AF_PPPOX, SOCK_DGRAM, 0);
    if (t->pppox < 0)
        return -1;
    return 0;
}

int stored_first(struct tunnel *t, const struct sockaddr *to, socklen_t len)
{
    t->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (t->fd < 0)
        return -1;
    if (bind(t->fd, to, len)) {
        close(t->fd);
        return -1;
    }
    if (listen(t->fd, 5) < 0) {
        close(t->fd);
        return -1;
    }
    if (fcntl(t->fd, F_SETFL, O_NONBLOCK) < 0)
        return -1; //~ socket-leak
    return 0;
}

static int listener(int *out)
{
    int rc;
    *out = socket(AF_INET, SOCK_STREAM, 0);
    if (*out < 0)
        return errno;
    rc = setsockopt(*out, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
    if (rc < 0) {
        rc = errno;
        close(*out);
        return rc;
    }
    return rc;
}

/* A call that returns 0 or -1 returns 0 where it is not negative. */
int nought_or_minus_one_ok(void)
{
    int fd;
    int rc = listener(&fd);
    if (rc != 0)
        return -1;
    return fd;
}

struct conn {
    int fd;
};

static struct conn *conn_new(int fd)
{
    struct conn *c;
    if (fd > 1023)
        return 0;
    c = malloc(sizeof(*c));
    c->fd = fd;
    return c;
}

struct conn *dial_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    struct conn *c;
    if (fd < 0)
        return 0;
    c = conn_new(fd);
    if (!c)
        close(fd);
    return c;
}

struct conn *dial(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    struct conn *c;
    if (fd < 0)
        return 0;
    c = conn_new(fd);
    if (!c)
        return 0; //~ socket-leak
    return c;
}
