/* A function of the program's own that says with -1 that there is no socket is to be asked like any other. */
struct conn { int fd; };

int tcp_socket(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0) {
        log_error("no socket");
        return -1;
    }
    return s;
}

/* What fails here never comes back. */
int sure_socket(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        give_up("no socket");
    return s;
}

/* Neither does this one, whatever stands behind it. */
int blast_socket(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0) {
        nuclear_blast();
        return -1;
    }
    return s;
}

int reach_bad(struct conn *c, const struct sockaddr *to, socklen_t len)
{
    c->fd = tcp_socket();
    if (connect(c->fd, to, len) < 0) //~ unchecked-socket-call
        return -1;
    return 0;
}

int reach_ok(struct conn *c, const struct sockaddr *to, socklen_t len)
{
    c->fd = tcp_socket();
    if (c->fd < 0)
        return -1;
    if (connect(c->fd, to, len) < 0)
        return -1;
    return 0;
}

int reach_blast_ok(struct conn *c, const struct sockaddr *to, socklen_t len)
{
    c->fd = blast_socket();
    if (connect(c->fd, to, len) < 0)
        return -1;
    return 0;
}

/* Who is given it may look at it. */
int reach_told_ok(struct conn *c, const struct sockaddr *to, socklen_t len)
{
    c->fd = tcp_socket();
    if (!is_usable(c->fd))
        return -1;
    if (connect(c->fd, to, len) < 0)
        return -1;
    return 0;
}

int reach_sure_ok(struct conn *c, const struct sockaddr *to, socklen_t len)
{
    c->fd = sure_socket();
    if (connect(c->fd, to, len) < 0)
        return -1;
    return 0;
}
