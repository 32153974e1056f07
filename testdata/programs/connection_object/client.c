#include "conn.h"

int ask_ok(int port)
{
    struct conn *c = conn_open(port);
    if (!c)
        return -1;
    if (say_hello(c->fd) < 0) {
        conn_close(c);
        return -1;
    }
    conn_close(c);
    return 0;
}

int ask_bad(int port)
{
    struct conn *c = conn_open(port);
    if (!c)
        return -1;
    if (send(c->fd, "", 1, 0) < 0) {
        conn_forget(c); //~ send-error-leak
        return -1;
    }
    conn_close(c);
    return 0;
}

/* The object goes where others can see it. */
int keep_ok(struct pool *pool, int port)
{
    struct conn *c = conn_open(port);
    if (!c)
        return -1;
    pool->first = c;
    return 0;
}

struct conn *pass_on_ok(int port)
{
    struct conn *c = conn_open(port);
    if (c)
        c->name = 0;
    return c;
}

int forgotten_bad(int port)
{
    struct conn *c = conn_open(port);
    if (!c)
        return -1;
    return say_hello(c->fd); //~ socket-leak
}
