#include <sys/socket.h>
#include <unistd.h>

/* What a helper returns is stored where others may read it; that it closes on a failure does not help where it has worked. */
struct conn { int rc, tries; };
static int setup(int fd)
{
    if (listen(fd, 5) < 0) {
        close(fd);
        return -1;
    }
    return 0;
}

void start_bad(struct conn *c)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    c->rc = setup(fd);
} //~ socket-leak

struct conn report_bad(void)
{
    struct conn r = { 0, 1 };
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return r;
    r.rc = setup(fd);
    return r; //~ socket-leak
}

int start_ok(struct conn *c)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    c->rc = setup(fd);
    return c->rc < 0 ? -1 : fd;
}
