struct link { int fd; };

int open_link_bad(struct link *l)
{
    l->fd = socket(AF_INET6, SOCK_STREAM, 0);
    l->fd = socket(AF_INET, SOCK_STREAM, 0); //~ overwritten-socket
    return l->fd < 0 ? -1 : 0;
}

struct two { int a; int b; };

int open_two_ok(struct two *t)
{
    t->a = socket(AF_INET6, SOCK_STREAM, 0);
    t->b = socket(AF_INET, SOCK_STREAM, 0);
    return 0;
}
