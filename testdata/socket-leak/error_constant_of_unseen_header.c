/* Constants of a header that is made by a build are error codes where the caller asks for what is negative. */
#include "made_by_configure.h"
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct slot { int fd; };
struct table { struct slot **slots; int max; };
static struct table *loop;

static int watch(struct table *table, int fd)
{
    struct slot *slot;
    if (fd >= table->max)
        return E_RANGE;
    slot = calloc(1, sizeof(*slot));
    slot->fd = fd;
    table->slots[fd] = slot;
    return 0;
}

int admit_ok(int listener)
{
    int client = accept(listener, 0, 0);
    if (watch(loop, client) < 0) {
        close(client);
        return 0;
    }
    return 0;
}

int admit_bad(int listener)
{
    int client = accept(listener, 0, 0);
    if (watch(loop, client) < 0)
        return 0; //~ socket-leak
    return 0;
}
