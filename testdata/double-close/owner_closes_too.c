struct conn { int fd; };

static void conn_free(struct conn *c)
{
    if (c->fd >= 0)
        close(c->fd);
    free(c);
}

void stop_bad(struct conn *c)
{
    shutdown(c->fd, SHUT_RDWR);
    close(c->fd);
    conn_free(c); //~ double-close
}

void stop_ok(struct conn *c)
{
    shutdown(c->fd, SHUT_RDWR);
    close(c->fd);
    c->fd = -1;
    conn_free(c);
}
