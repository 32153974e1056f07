// An event that nobody asks about after it was made: that making it failed is not what the function is about.
#include <sys/socket.h>
#include <unistd.h>

int serve_udp(struct base *base, const struct sockaddr *where, int verbose)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, where, sizeof(*where)) < 0) {
        close(fd);
        return -1;
    }
    struct event *ready = event_new(base, fd, EV_READ | EV_PERSIST, on_packet, base);
    event_add(ready, NULL);
    if (verbose)
        puts("ready");
    return 0;
}
