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
        conn_forget(c); //~ FN send-error-leak: a constructor's socket in the object that it returns is not followed
        return -1;
    }
    conn_close(c);
    return 0;
}
