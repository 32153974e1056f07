struct remote { int fd; };

// As in libev: what the macro brings is a first argument with its comma, or nothing.
static void drop(EV_P_ struct remote *r)
{
    if (r != NULL) {
        close(r->fd);
        free(r);
    }
}

static void on_connect_bad(EV_P_ struct remote *r, int one)
{
    if (send(r->fd, "hi", 2, 0) < 0)
        drop(EV_A_ r);
    if (setsockopt(r->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one)) < 0) //~ use-after-close
        perror("setsockopt");
}

static void on_connect_ok(EV_P_ struct remote *r)
{
    if (send(r->fd, "hi", 2, 0) < 0) {
        drop(EV_A_ r);
        return;
    }
    ev_io_start(EV_A_ &r->io);
}
