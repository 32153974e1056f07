struct conn { int fd; };

static void conn_close(struct conn *c)
{
    close(c->fd);
}

static int conn_bye(struct conn *c)
{
    return send(c->fd, "bye", 3, 0);
}

void stop_bad(struct conn *c)
{
    conn_close(c);
    conn_bye(c); //~ use-after-close
}

void stop_ok(struct conn *c)
{
    conn_bye(c);
    conn_close(c);
}
