struct transport { int sock; int (*f_close)(struct transport *); };

struct transport *tcp_transport(const struct sockaddr *addr)
{
    struct transport *t = calloc(1, sizeof(*t));
    if (!t)
        return NULL;
    t->sock = socket(AF_INET, SOCK_STREAM, 0);
    t->f_close = tcp_close;
    if (t->sock < 0 || connect(t->sock, addr, sizeof(*addr)) < 0) {
        t->f_close(t);
        free(t);
        return NULL;
    }
    return t;
}
