#include "conn.h"

struct conn *conn_open(int port)
{
    struct conn *c = calloc(1, sizeof(*c));
    if (!c)
        return 0;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0) {
        free(c);
        return 0;
    }
    if (connect_port(c->fd, port) < 0) {
        close(c->fd);
        free(c);
        return 0;
    }
    return c;
}

void conn_close(struct conn *c)
{
    close(c->fd);
    free(c->name);
    free(c);
}

/* Only the memory. */
void conn_forget(struct conn *c)
{
    free(c->name);
    free(c);
}
