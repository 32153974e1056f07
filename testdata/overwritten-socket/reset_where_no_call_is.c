/* No call in these functions has to do with sockets, but what they reset holds some elsewhere in the file. */
#define NO_SOCKET ((int)-1)

struct peer {
    int fd;
    int state;
    int timer;
};

int peer_open(struct peer *p, const struct sockaddr *addr, socklen_t len)
{
    p->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (p->fd == NO_SOCKET)
        return -1;
    if (connect(p->fd, addr, len) < 0) {
        close(p->fd);
        p->fd = NO_SOCKET;
        return -1;
    }
    return 0;
}

void peer_drop_bad(struct peer *p)
{
    if (p && p->fd != NO_SOCKET) {
        p->fd = NO_SOCKET; //~ overwritten-socket
    }
}

/* What is taken out of there is forgotten. */
void peer_take_bad(struct peer *p)
{
    int fd = p->fd;
    p->fd = NO_SOCKET; //~ overwritten-socket
    p->state = 0;
}

void peer_take_ok(struct peer *p)
{
    int fd = p->fd;
    p->fd = NO_SOCKET;
    close(fd);
}

int peer_move_ok(struct peer *p)
{
    int fd = p->fd;
    p->fd = NO_SOCKET;
    return fd;
}

/* No socket is in there. */
void peer_stop_ok(struct peer *p)
{
    if (p->timer != -1)
        p->timer = -1;
}

/* Nothing says that it is open. */
void peer_init_ok(struct peer *p)
{
    p->state = 0;
    p->fd = NO_SOCKET;
}

static int is_socket(int fd)
{
    return fd != NO_SOCKET;
}

/* A function tells whether there is one. */
void peer_end_bad(struct peer *p)
{
    if (is_socket(p->fd)) {
        p->state = 2;
        p->fd = NO_SOCKET; //~ overwritten-socket
    }
}

void peer_end_ok(struct peer *p)
{
    if (is_socket(p->fd)) {
        close(p->fd);
        p->fd = NO_SOCKET;
    }
}

/* Where there is none, there is nothing to lose. */
void peer_clear_bad(struct peer *p)
{
    if (p->fd != NO_SOCKET)
        p->state = 3;
    p->fd = NO_SOCKET; //~ overwritten-socket
}

void peer_clear_ok(struct peer *p)
{
    if (p->fd != NO_SOCKET)
        close(p->fd);
    p->fd = NO_SOCKET;
}

void peer_none_ok(struct peer *p)
{
    if (p->fd != NO_SOCKET)
        return;
    p->state = 4;
    p->fd = NO_SOCKET;
}

/* Whoever it is given to has it by then. */
void peer_detach_ok(struct peer *p)
{
    if (p->fd == NO_SOCKET)
        return;
    p->fd = NO_SOCKET;
    p->state = 5;
}

/* Lent by whoever gave it: nobody here opens or closes one. */
struct talk {
    int lent;
};

void talk_begin(struct talk *t, int fd)
{
    t->lent = fd;
}

void talk_say(struct talk *t)
{
    if (t->lent >= 0)
        send(t->lent, "x", 1, MSG_NOSIGNAL);
}

void talk_end_ok(struct talk *t)
{
    if (t->lent != NO_SOCKET) {
        send(t->lent, "bye", 3, MSG_NOSIGNAL);
        t->lent = NO_SOCKET;
    }
}
