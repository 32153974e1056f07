// A macro that holds something while its block runs, runs it once. What it is made of need not be understood.
#define with_mutex_once(once, ...) \
    for (mutex_t *REPEAT(with_one, ##__VA_ARGS__) *once = NULL; once == NULL; once = (void *)1)
#define with_mutex(...) with_mutex_once(UNIQUE(once_), __VA_ARGS__)

int under_a_known_lock_ok(struct table *t)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    with_mutex(&t->lock) {
        close(fd);
    }
    return 0;
}

int under_an_unknown_lock_ok(struct table *t)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    scoped_guard(spinlock, &t->lock) {
        close(fd);
    }
    return 0;
}
