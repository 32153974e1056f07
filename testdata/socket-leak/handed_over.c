/* The caller gives a fresh socket away and never looks at it again: whoever got it has to close it on every way. */

struct conn { int fd; char *buf; };

static struct conn *conn_new(int fd)
{
    struct conn *c = malloc(sizeof(*c));
    if (!c)
        return NULL;
    c->fd = fd;
    return c;
}

static void conn_free(struct conn *c)
{
    close(c->fd);
    free(c);
}

static void returns_early_bad(int fd)
{
    char *buf = malloc(100);
    if (!buf)
        return; //~ socket-leak
    recv(fd, buf, 100, 0);
    free(buf);
    close(fd);
}

static void returns_early_ok(int fd)
{
    char *buf = malloc(100);
    if (!buf) {
        close(fd);
        return;
    }
    recv(fd, buf, 100, 0);
    free(buf);
    close(fd);
}

static void constructor_fails_bad(int fd)
{
    struct conn *c = conn_new(fd);
    if (!c)
        return; //~ socket-leak
    recv(c->fd, c->buf, 100, 0);
    conn_free(c);
}

static void constructor_fails_ok(int fd)
{
    struct conn *c = conn_new(fd);
    if (!c) {
        close(fd);
        return;
    }
    recv(c->fd, c->buf, 100, 0);
    conn_free(c);
}

static void keeps_it_late_bad(int fd)
{
    struct conn *c = malloc(sizeof(*c));
    if (!c) {
        puts("no memory");
        return; //~ socket-leak
    }
    c->fd = fd;
    recv(c->fd, c->buf, 100, 0);
    conn_free(c);
}

static int cleanup_forgets_bad(int fd)
{
    char *buf = malloc(100);
    if (!buf)
        goto out;
    if (send(fd, "hello", 5, 0) < 0)
        goto done;
    send(fd, buf, 100, 0);
done:
    close(fd);
out:
    free(buf);
    return 0; //~ socket-leak
}

static void recv_fails_bad(int fd)
{
    char buf[100];
    int n = recv(fd, buf, sizeof(buf), 0);
    if (n < 0)
        return; //~ recv-error-leak
    send(fd, buf, n, 0);
    close(fd);
}

static void peer_closes_bad(int fd)
{
    char buf[100];
    int n = recv(fd, buf, sizeof(buf), 0);
    if (n == 0)
        return; //~ eof-leak
    close(fd);
}

/* What was never accepted is nobody's to close. */
static void refuses_none_ok(int fd)
{
    if (fd < 0)
        return;
    send(fd, "hello", 5, 0);
    close(fd);
}

static void process_ends_ok(int fd)
{
    char *buf = malloc(100);
    if (!buf)
        exit(1);
    recv(fd, buf, 100, 0);
    free(buf);
    close(fd);
}

/* It is the caller who forgets. */
static void never_closes(int fd)
{
    send(fd, "hello", 5, 0);
}

void serve(int listener)
{
    for (;;) {
        int s = accept(listener, 0, 0);
        if (s < 0)
            break;
        switch (rand()) {
        case 0:
            returns_early_bad(s);
            break;
        case 1:
            returns_early_ok(s);
            break;
        case 2:
            constructor_fails_bad(s);
            break;
        case 3:
            constructor_fails_ok(s);
            break;
        case 4:
            keeps_it_late_bad(s);
            break;
        case 5:
            cleanup_forgets_bad(s);
            break;
        case 6:
            recv_fails_bad(s);
            break;
        case 7:
            peer_closes_bad(s);
            break;
        default:
            process_ends_ok(s);
        }
    }
}

void serve_without_a_look(int listener)
{
    for (;;)
        refuses_none_ok(accept(listener, 0, 0));
}

void serve_badly(int listener)
{
    for (;;) {
        int s = accept(listener, 0, 0);
        if (s < 0)
            break;
        never_closes(s);
    } //~ socket-leak
}
