/* The handle goes into an argument object that is kept by the event loop. */
struct watcher { int fd; void (*fn)(struct watcher *); };

int watch_ok(struct loop *loop, int listener)
{
    struct watcher *w = calloc(1, sizeof(*w));
    if (!w)
        return -1;
    w->fd = accept(listener, NULL, NULL);
    w->fn = on_readable;
    loop_start(loop, w);
    return 0;
}
