/* Sockets that go to others, in ways that are easy to overlook. */
struct accepted {
    int fd;
    int n;
};
struct listener {
    struct accepted pending[8];
    int count;
    int fd;
};

static void append(struct listener *l, struct accepted item)
{
    if (l->count >= 8)
        return;
    l->pending[l->count] = item;
    l->count++;
}

void inside_of_what_is_copied_ok(struct listener *l)
{
    while (l->count < 8) {
        int fd = accept(l->fd, 0, 0);
        if (fd < 0)
            return;
        struct accepted a = { .fd = fd };
        append(l, a);
    }
}

int number_of_a_script_ok(struct lua_State *L)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return 0;
    lua_pushinteger(L, s);
    return 1;
}

int no_number_of_a_script(struct lua_State *L)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return 0;
    if (listen(s, 5) < 0)
        return 0; //~ socket-leak
    lua_pushinteger(L, s);
    return 1;
}

/* The macro stands where it is not seen; what it makes of a handle is most likely another name of it. */
int through_a_macro_ok(int fds[2])
{
    int s[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, s) < 0)
        return -1;
    fds[0] = HANDLE_TO_FD(s[0]);
    fds[1] = HANDLE_TO_FD(s[1]);
    return 0;
}

struct context {
    int sock;
};

static int bound(struct context *c)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    c->sock = s;
    return s;
}

/* It is kept and returned as well: both names are good for closing it. */
int two_names_ok(struct context *c, const struct sockaddr *to, socklen_t len)
{
    int s = bound(c);
    if (s < 0)
        return -1;
    if (connect(s, to, len) < 0) {
        c->sock = -1;
        close(s);
        return -1;
    }
    return 0;
}
