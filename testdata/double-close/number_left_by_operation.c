/*
 * Operations that are called through a table: one opens a socket in a member, closes it where it fails and leaves the number
 * there; another closes whatever number it finds.
 */
struct link {
    int fd;
    int other;
    int third;
    int fourth;
};

static int link_open(struct link *l, const struct sockaddr *to, socklen_t len)
{
    l->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (l->fd == -1)
        return -1;
    if (connect(l->fd, to, len) < 0) {
        close(l->fd);
        return -1;
    }
    return 0;
}

static void link_close(struct link *l)
{
    if (l->fd != -1) {
        shutdown(l->fd, SHUT_RDWR);
        close(l->fd); //~ double-close
        l->fd = -1;
    }
}

/* It takes the number out. */
static int other_open(struct link *l, const struct sockaddr *to, socklen_t len)
{
    l->other = socket(AF_INET, SOCK_STREAM, 0);
    if (l->other == -1)
        return -1;
    if (connect(l->other, to, len) < 0) {
        close(l->other);
        l->other = -1;
        return -1;
    }
    return 0;
}

static void other_close(struct link *l)
{
    if (l->other != -1)
        close(l->other);
    l->other = -1;
}

/* It never leaves an open one: it only asks. */
static int third_ask(struct link *l, const struct sockaddr *to, socklen_t len)
{
    l->third = socket(AF_INET, SOCK_DGRAM, 0);
    if (l->third == -1)
        return -1;
    int rc = connect(l->third, to, len);
    close(l->third);
    return rc;
}

static void third_close(struct link *l)
{
    if (l->third != -1)
        close(l->third);
}

/* Here the caller is in sight, and does not come back. */
static int fourth_open(struct link *l, const struct sockaddr *to, socklen_t len)
{
    l->fourth = socket(AF_INET, SOCK_STREAM, 0);
    if (l->fourth == -1)
        return -1;
    if (connect(l->fourth, to, len) < 0) {
        close(l->fourth);
        return -1;
    }
    return 0;
}

static void fourth_close(struct link *l)
{
    if (l->fourth != -1)
        close(l->fourth);
    l->fourth = -1;
}

int run(struct link *l, const struct sockaddr *to, socklen_t len)
{
    if (fourth_open(l, to, len) < 0)
        return 1;
    send(l->fourth, "?", 1, MSG_NOSIGNAL);
    fourth_close(l);
    return 0;
}

const struct operations operations = {
    link_open, link_close, other_open, other_close, third_ask, third_close,
};
