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

/* No amount is 0. */
static int write_all(int fd, const char *data, int length)
{
    while (length > 0) {
        int n = send(fd, data, length, 0);
        if (n < 0)
            return -1;
        data += n;
        length -= n;
    }
    return 0;
}

static int conn_say(struct conn *c, char what)
{
    return write_all(c->fd, &what, 1);
}

void end_bad(struct conn *c)
{
    close(c->fd);
    conn_say(c, 'q'); //~ use-after-close
}

void end_ok(struct conn *c)
{
    conn_say(c, 'q');
    close(c->fd);
}
