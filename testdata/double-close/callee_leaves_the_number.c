/* The callee opens a socket, closes it again on failure, and leaves its number where it was. */
struct conn {
    int fd;
};

static int open_it(struct conn *conn, const struct sockaddr *to, socklen_t len)
{
    conn->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (conn->fd == -1)
        return -1;
    if (connect(conn->fd, to, len) < 0) {
        close(conn->fd);
        return -1;
    }
    return 0;
}

static int open_clean(struct conn *conn, const struct sockaddr *to, socklen_t len)
{
    conn->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (conn->fd == -1)
        return -1;
    if (connect(conn->fd, to, len) < 0) {
        close(conn->fd);
        conn->fd = -1;
        return -1;
    }
    return 0;
}

static int open_into(int *out, const struct sockaddr *to, socklen_t len)
{
    *out = socket(AF_INET, SOCK_STREAM, 0);
    if (*out < 0)
        return -1;
    if (connect(*out, to, len) < 0) {
        close(*out);
        return -1;
    }
    return 0;
}

int closed_by_caller_bad(const struct sockaddr *to, socklen_t len)
{
    struct conn conn;
    if (open_it(&conn, to, len) < 0) {
        close(conn.fd); //~ double-close
        return -1;
    }
    close(conn.fd);
    return 0;
}

int closed_by_caller_if_any_bad(const struct sockaddr *to, socklen_t len)
{
    int fd = -1;
    int rc = open_into(&fd, to, len);
    if (rc == 0)
        send(fd, "?", 1, MSG_NOSIGNAL);
    if (fd >= 0)
        close(fd); //~ double-close
    return rc;
}

int left_alone_ok(const struct sockaddr *to, socklen_t len)
{
    struct conn conn;
    if (open_it(&conn, to, len) < 0)
        return -1;
    close(conn.fd);
    return 0;
}

int reset_by_callee_ok(const struct sockaddr *to, socklen_t len)
{
    struct conn conn;
    int rc = open_clean(&conn, to, len);
    if (conn.fd >= 0)
        close(conn.fd);
    return rc;
}

int opened_anew_ok(const struct sockaddr *to, socklen_t len)
{
    struct conn conn;
    if (open_it(&conn, to, len) < 0 && open_it(&conn, to, len) < 0)
        return -1;
    close(conn.fd);
    return 0;
}

int reset_by_caller_ok(const struct sockaddr *to, socklen_t len)
{
    struct conn conn;
    if (open_it(&conn, to, len) < 0)
        conn.fd = -1;
    if (conn.fd != -1)
        close(conn.fd);
    return 0;
}

/* Who does not look at the result itself may not come back with a failure. */
int asked_elsewhere_ok(const struct sockaddr *to, socklen_t len)
{
    struct conn conn;
    exit_if_failed(open_it(&conn, to, len));
    close(conn.fd);
    return 0;
}
