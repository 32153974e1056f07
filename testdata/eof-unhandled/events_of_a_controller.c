/* A controller's socket has levels of options of its own and carries packets: no read of it gives 0 because a peer has gone. */
struct feed {
    int fd;
    int filled;
    int size;
    char *room;
};

void end_feed(struct feed *feed)
{
    close(feed->fd);
    feed->fd = -1;
}

int print_events_ok(struct feed *feed, const void *filter, socklen_t length)
{
    int n;
    if (setsockopt(feed->fd, SOL_HCI, HCI_FILTER, filter, length) < 0)
        return -1;
    n = recv(feed->fd, feed->room + feed->filled, feed->size - feed->filled, MSG_DONTWAIT);
    if (n < 0) {
        if (errno == EAGAIN || errno == EINTR)
            return 0;
        return -1;
    }
    feed->filled += n;
    while (feed->filled >= 8) {
        if (take_frame(feed, feed->room) < 0)
            return -1;
        feed->filled = 0;
    }
    return 0;
}
