/* The cleanup gets the object's address; whoever runs it closes. */
struct sock { int fd; struct pool *pool; };

int sock_create(struct sock **out, struct pool *pool)
{
    struct sock *s = pool_alloc(pool, sizeof(*s));
    s->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (s->fd < 0)
        return errno;
    s->pool = pool;
    pool_cleanup_register(pool, s, sock_cleanup);
    *out = s;
    return 0;
}
