#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct sock { int fd; };
struct channel { void *impl; };

static void make_channel(void *impl, struct channel **out)
{
    struct channel *c = malloc(sizeof *c);
    if (!c)
        abort();
    c->impl = impl;
    *out = c;
}

static int wrap(int fd, struct channel **out)
{
    struct sock *s = malloc(sizeof *s);
    if (!s)
        return -1;
    s->fd = fd;
    make_channel(s, out);
    return 0;
}

int take(int listener, struct channel **out)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    if (wrap(fd, out) < 0) {
        close(fd);
        return -1;
    }
    return 0;
}
