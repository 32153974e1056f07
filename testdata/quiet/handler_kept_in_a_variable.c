#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

void *add_handler(int fd, void (*wake)(void *), void *data);
void *find_handler(int id);
void wake(void *data);

static void *handler;

/* The variable is asked about before, for what an earlier call left there. */
int start(void)
{
    int fd;
    if (handler)
        return 0;
    if ((fd = socket(AF_UNIX, SOCK_STREAM, 0)) < 0)
        return 0;
    handler = add_handler(fd, wake, NULL);
    return 1;
}

struct entry { int fd; struct entry *next; };
static struct entry *entries;

static void *add_entry(int fd)
{
    struct entry *e = malloc(sizeof *e);
    if (!e)
        return NULL;
    e->fd = fd;
    e->next = entries;
    entries = e;
    return e;
}

/* Nor is anything asked here of what the helper returns. */
int start_own(void)
{
    int fd;
    if (handler)
        return 0;
    if ((fd = socket(AF_UNIX, SOCK_STREAM, 0)) < 0)
        return 0;
    handler = add_entry(fd);
    return 1;
}
