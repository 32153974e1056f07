/* Tables in which a connection is found by its descriptor: whoever goes through the table closes it. */
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

struct peer {
    unsigned used;
    void *data;
};

static struct peer peers[1024];
static void *owners[1024];

void mark(int listener)
{
    int fd = accept(listener, 0, 0);
    if (fd < 0)
        return;
    peers[fd].used = 1;
}

void own(int listener, void *owner)
{
    int fd = accept(listener, 0, 0);
    if (fd < 0)
        return;
    owners[fd] = owner;
}

void by_address(struct peer *table, int listener, int epoll)
{
    int fd = accept(listener, 0, 0);
    if (fd < 0)
        return;
    struct peer *peer = &table[fd];
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = peer};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0)
        close(fd);
}

void by_offset(struct peer *table, int listener)
{
    int fd = accept(listener, 0, 0);
    if (fd < 0)
        return;
    struct peer *peer = table + fd;
    peer->used = 1;
}

static void add(int fd, void *data)
{
    struct peer *peer = &peers[fd];
    peer->data = data;
}

void by_helper(int listener, void *data)
{
    int fd = accept(listener, 0, 0);
    if (fd >= 0)
        add(fd, data);
}
