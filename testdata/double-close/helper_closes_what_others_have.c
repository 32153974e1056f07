/* Whoever else has the number by then: it is closed for all. */
struct pipe { int from, to; };

static struct pipe *pipe_new(int from, int to)
{
    struct pipe *pipe = calloc(1, sizeof(*pipe));
    if (!pipe)
        return NULL;
    pipe->from = from;
    pipe->to = to;
    loop_add(from, pipe);
    return pipe;
}

static int join(int a, int b)
{
    if (!pipe_new(a, b)) {
        close(a);
        close(b);
        return 0;
    }
    if (!pipe_new(b, a)) {
        close(a);
        close(b);
        return 0;
    }
    return 1;
}

void relay_bad(int listener, int to)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    if (!join(fd, to))
        close(fd); //~ double-close
}

void relay_ok(int listener, int to)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    if (!join(fd, to))
        report("no relay");
}
