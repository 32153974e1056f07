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

struct task { int fd; void *payload; int is_allocated; };

/* Part of a larger object, or one of its own. */
static void task_end(struct task *t)
{
    if (t->fd >= 0)
        close(t->fd);
    if (t->payload)
        free(t->payload);
    if (t->is_allocated)
        free(t);
}

void answer_bad(struct task *t, const char *text, int length)
{
    send(t->fd, text, length, 0);
    close(t->fd);
    task_end(t); //~ double-close
}

void answer_ok(struct task *t, const char *text, int length)
{
    send(t->fd, text, length, 0);
    task_end(t);
}
