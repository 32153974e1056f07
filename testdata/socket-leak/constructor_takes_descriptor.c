/* A constructor puts the descriptor that it is given into an object that only its caller has. */
struct conn {
    int fd;
    int state;
    struct conn *next;
};

static struct conn *all;

static struct conn *conn_new(int fd)
{
    struct conn *conn = calloc(1, sizeof *conn);
    if (!conn)
        return NULL;
    conn->fd = fd;
    return conn;
}

static struct conn *conn_new_in_list(int fd)
{
    struct conn *conn = calloc(1, sizeof *conn);
    if (!conn)
        return NULL;
    conn->fd = fd;
    conn->next = all;
    all = conn;
    return conn;
}

static struct conn *conn_new_watched(int fd)
{
    struct conn *conn = calloc(1, sizeof *conn);
    if (!conn)
        return NULL;
    conn->fd = fd;
    watch_for_reading(fd, conn);
    return conn;
}

static void conn_free(struct conn *conn)
{
    close(conn->fd);
    free(conn);
}

int serve_one_bad(int listener)
{
    struct conn *conn;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    conn = conn_new(fd);
    if (!conn) {
        close(fd);
        return -1;
    }
    if (fcntl(conn->fd, F_SETFL, O_NONBLOCK) < 0) {
        free(conn);
        return -1; //~ socket-leak
    }
    conn_free(conn);
    return 0;
}

int no_memory_bad(int listener)
{
    struct conn *conn;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    conn = conn_new(fd);
    if (!conn)
        return -1; //~ socket-leak
    conn_free(conn);
    return 0;
}

int closed_twice_bad(int listener)
{
    struct conn *conn;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    conn = conn_new(fd);
    if (!conn) {
        close(fd);
        return -1;
    }
    if (fcntl(fd, F_SETFL, O_NONBLOCK) < 0) {
        conn_free(conn);
        close(fd); //~ double-close
        return -1;
    }
    conn_free(conn);
    return 0;
}

int serve_one_ok(int listener)
{
    struct conn *conn;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    conn = conn_new(fd);
    if (!conn) {
        close(fd);
        return -1;
    }
    if (fcntl(conn->fd, F_SETFL, O_NONBLOCK) < 0) {
        conn_free(conn);
        return -1;
    }
    conn->next = all;
    all = conn;
    return 0;
}

struct conn *handed_on_ok(int listener)
{
    struct conn *conn;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return NULL;
    conn = conn_new(fd);
    if (!conn) {
        close(fd);
        return NULL;
    }
    conn->state = 1;
    return conn;
}

int in_a_list_ok(int listener)
{
    struct conn *conn;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    conn = conn_new_in_list(fd);
    if (!conn) {
        close(fd);
        return -1;
    }
    if (fcntl(conn->fd, F_SETFL, O_NONBLOCK) < 0)
        return -1;
    return 0;
}

int watched_ok(int listener)
{
    struct conn *conn;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    conn = conn_new_watched(fd);
    if (!conn) {
        close(fd);
        return -1;
    }
    return 0;
}

int started_ok(int listener)
{
    struct conn *conn;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    conn = conn_new(fd);
    if (!conn) {
        close(fd);
        return -1;
    }
    conn_start(conn);
    return 0;
}
