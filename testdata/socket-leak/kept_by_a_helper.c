// What a helper's callee may keep, the helper's caller may not have lost; be it that the helper opened it, or was given it.
static void hook(struct thing *thing, int fd)
{
    hook_up(&thing->watch, on_ready, fd, 1);
}

static void tune(int fd)
{
    make_quick(fd);
}

void given_ok(struct thing *thing)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return;
    hook(thing, s);
}

void given_bad(struct thing *thing)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return;
    tune(s);
} //~ socket-leak

static int open_hooked(struct thing *thing)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return s;
    hook_up(&thing->watch, on_ready, s, 1);
    return s;
}

static int open_tuned(struct thing *thing)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return s;
    make_quick(s);
    return s;
}

int open_all_ok(struct thing *things, int n)
{
    for (int i = 0; i < n; i++)
        if (open_hooked(&things[i]) < 0)
            return -1;
    return 0;
}

int open_one_bad(struct thing *thing)
{
    if (open_tuned(thing) < 0)
        return -1;
    return 0; //~ socket-leak
}
