struct conn { int fd; };

// Who closes what an object holds and frees that has no more use for either.
static void drop(struct conn *c)
{
    if (c) {
        close(c->fd);
        free(c);
    }
}

static void drop_early(struct conn *c)
{
    if (!c)
        return;
    close(c->fd);
    free(c);
}

void greet_bad(struct conn *c, int one)
{
    if (send(c->fd, "hi", 2, 0) < 0)
        drop(c);
    if (setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one)) < 0) //~ use-after-close
        perror("setsockopt");
}

void greet_ok(struct conn *c, int one)
{
    if (send(c->fd, "hi", 2, 0) < 0) {
        drop(c);
        return;
    }
    if (setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one)) < 0)
        perror("setsockopt");
}

void greet_early_bad(struct conn *c)
{
    if (send(c->fd, "hi", 2, 0) < 0)
        drop_early(c);
    recv(c->fd, "hi", 2, 0); //~ use-after-close
}

void inline_bad(struct conn *c)
{
    close(c->fd);
    free(c);
    shutdown(c->fd, SHUT_RDWR); //~ use-after-close
}

void next_ok(struct conn *c)
{
    while (c) {
        struct conn *next = c->next;
        close(c->fd);
        free(c);
        c = next;
        if (c)
            send(c->fd, "hi", 2, 0);
    }
}

void again_ok(struct conn *c)
{
    drop(c);
    c = conn_make();
    send(c->fd, "hi", 2, 0);
    drop(c);
}

// What frees it is a function of its own, which has nothing to do with sockets.
static void forget(struct conn *c)
{
    free(c->name);
    free(c);
}

static void end(struct conn *c)
{
    if (c == NULL)
        return;
    close(c->fd);
    forget(c);
}

void last_bad(struct conn *c)
{
    if (send(c->fd, "bye", 3, 0) < 0)
        end(c);
    shutdown(c->fd, SHUT_WR); //~ use-after-close
}
