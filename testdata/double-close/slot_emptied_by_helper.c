/* A helper gives what the next slot of a ring holds and empties the slot: each round closes another descriptor. */
#include <sys/socket.h>
#include <unistd.h>

struct ring { int *fds; int front, back, wake; };

static int take(struct ring *ring)
{
    int fd;
    if (ring->back == ring->front)
        return -1;
    fd = ring->fds[ring->front];
    ring->fds[ring->front] = -1;
    ring->front++;
    return fd;
}

static void put(struct ring *ring, int fd)
{
    ring->fds[ring->back++] = fd;
}

void start(struct ring *ring, int listener)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0)
        return;
    ring->wake = ends[0];
    put(ring, accept(listener, 0, 0));
    put(ring, ends[1]);
}

void drain_ok(struct ring *ring)
{
    int fd;
    send(ring->wake, "Q", 1, 0);
    while ((fd = take(ring)) != -1)
        close(fd);
}

void stop_bad(struct ring *ring)
{
    int fd = ring->wake;
    send(fd, "Q", 1, 0);
    close(fd);
    close(ring->wake); //~ double-close
}
