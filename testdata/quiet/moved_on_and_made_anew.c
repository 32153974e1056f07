struct conn { struct conn *next; int fd; };
struct server { struct conn *head; };
struct base { int kind; };

// Who gets what leads to a pointer may set it: what is behind it then is another object.
static void pop(struct server *s)
{
    struct conn *c = s->head;
    s->head = c->next;
    free(c);
}

void close_all(struct server *s)
{
    while (s->head) {
        close(s->head->fd);
        pop(s);
    }
}

int renew(struct conn *c)
{
    close(c->fd);
    free(c);
    if (fill(&c) < 0)
        return -1;
    return send(c->fd, "hi", 2, 0) < 0 ? -1 : 0;
}

// Elements are prepared one after another.
int prepare(struct conn *all, int n, const struct sockaddr *to, socklen_t size)
{
    for (int i = 0; i < n; i++) {
        memset(&all[i], 0, sizeof(all[i]));
        all[i].fd = socket(AF_INET, SOCK_STREAM, 0);
        if (all[i].fd < 0)
            return -1;
    }
    return 0;
}

// Only what comes first in the object is wiped.
int wipe_first(struct conn *c)
{
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0)
        return -1;
    memset(c, 0, sizeof(struct base));
    return 0;
}

// What is moved is not lost where it was.
static void move(struct conn *from, struct conn *to)
{
    *to = *from;
    memset(from, 0, sizeof(*from));
}

int accept_into(int listener, struct conn *to)
{
    struct conn fresh;
    fresh.fd = accept(listener, NULL, NULL);
    if (fresh.fd < 0)
        return -1;
    move(&fresh, to);
    return 0;
}

// Who asks first uses it only if there is one.
int say(struct conn *c)
{
    close(c->fd);
    c->fd = -1;
    if (c->fd != -1)
        return send(c->fd, "hi", 2, 0) < 0 ? -1 : 0;
    return 0;
}

// What somebody keeps is not closed by who asks for it.
int greet(struct pool *p)
{
    int s = pool_get(p, SOCK_STREAM);
    return send(s, "hi", 2, 0) < 0 ? -1 : 0;
}
