#include "pool.h"

/* No socket function is called here but those of the header. */

int fetched_bad(const char *host)
{
    int fd = pool_get(host);
    if (fd < 0)
        return -1;
    if (host[0] == 'x')
        return -1; //~ socket-leak
    return pool_put(fd);
}

int fetched_ok(const char *host)
{
    int fd = pool_get(host);
    if (fd < 0)
        return -1;
    if (host[0] == 'x') {
        pool_put(fd);
        return -1;
    }
    return pool_put(fd);
}
