// A helper leaves the socket in the connection, which owns it, and shows its number to poll.
#include <poll.h>

struct link {
    int sock;
    int state;
};

static int link_connect(struct link *link, const struct sockaddr *to, socklen_t len)
{
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, len) < 0) {
        close(fd);
        return -1;
    }
    link->sock = fd;
    link->state = 1;
    return 0;
}

static int link_prepare(struct link *link, struct pollfd *slot, const struct sockaddr *to, socklen_t len)
{
    if (link_connect(link, to, len) < 0)
        return -1;
    slot->fd = link->sock;
    slot->events = POLLIN;
    return 1;
}

int wait_for_links_ok(struct link *links, int n, const struct sockaddr *to, socklen_t len)
{
    struct pollfd slots[16];
    int used = 0;
    for (int i = 0; i < n && i < 16; i++)
        if (link_prepare(&links[i], &slots[used], to, len) == 1)
            used++;
    return poll(slots, used, 1000);
}
