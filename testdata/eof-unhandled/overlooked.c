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

int more_to_come_bad(struct feed *feed)
{
    int n = recv(feed->fd, feed->room + feed->filled, feed->size - feed->filled, MSG_DONTWAIT); //~ eof-unhandled
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

int more_to_come_ok(struct feed *feed)
{
    int n = recv(feed->fd, feed->room + feed->filled, feed->size - feed->filled, MSG_DONTWAIT);
    if (n < 0) {
        if (errno == EAGAIN || errno == EINTR)
            return 0;
        return -1;
    }
    if (n == 0)
        return -1;
    feed->filled += n;
    while (feed->filled >= 8) {
        if (take_frame(feed, feed->room) < 0)
            return -1;
        feed->filled = 0;
    }
    return 0;
}

void only_failure_ends_bad(struct feed *feed)
{
    char buffer[512];
    int n = recv(feed->fd, buffer, sizeof(buffer), 0); //~ eof-unhandled
    if (n < 0) {
        end_feed(feed);
        return;
    }
    for (int i = 0; i < n; i++)
        take_byte(feed, buffer[i]);
}

void only_failure_ends_ok(struct feed *feed)
{
    char buffer[512];
    int n = recv(feed->fd, buffer, sizeof(buffer), 0);
    if (n <= 0) {
        end_feed(feed);
        return;
    }
    for (int i = 0; i < n; i++)
        take_byte(feed, buffer[i]);
}

/* The caller is told how much it was. */
int how_much_ok(struct feed *feed, char *to, int size)
{
    int n = recv(feed->fd, to, size, 0);
    if (n < 0)
        return -1;
    return n;
}

/* What came decides, and nothing came. */
int asks_what_came_ok(struct feed *feed)
{
    char buffer[8] = "";
    int n = recv(feed->fd, buffer, sizeof(buffer) - 1, 0);
    if (n < 0)
        return -1;
    feed->filled += n;
    if (buffer[0] != '+')
        return -1;
    return 0;
}

/* Whoever has the feed finds it in there. */
int noted_ok(struct feed *feed)
{
    int n = recv(feed->fd, feed->room, feed->size, 0);
    if (n < 0)
        return -1;
    feed->filled = n;
    return 0;
}

/* Too short is too short. */
int short_of_what_was_asked_ok(struct feed *feed, int wanted)
{
    int n = recv(feed->fd, feed->room, wanted, 0);
    if (n < 0)
        return -1;
    if (n != wanted)
        return -1;
    take_frame(feed, feed->room);
    return 0;
}

/* A datagram may be empty. */
int datagram_ok(struct feed *feed)
{
    struct sockaddr_storage from;
    socklen_t length = sizeof(from);
    int n = recvfrom(feed->fd, feed->room, feed->size, 0, (struct sockaddr *)&from, &length);
    if (n < 0)
        return -1;
    for (int i = 0; i < n; i++)
        take_byte(feed, feed->room[i]);
    return 0;
}

/* Nobody wants it. */
int thrown_away_ok(struct feed *feed)
{
    char buffer[64];
    int n = recv(feed->fd, buffer, sizeof(buffer), 0);
    if (n < 0)
        return -1;
    return 0;
}

/* The caller finds an empty word. */
int handed_on_ok(struct feed *feed, char *word)
{
    char buffer[32] = "";
    int n = recv(feed->fd, buffer, sizeof(buffer) - 1, 0);
    if (n < 0)
        return -1;
    strcpy(word, buffer);
    return 0;
}

/* Asked later, and by the amount. */
int asked_later_ok(struct feed *feed)
{
    int n = recv(feed->fd, feed->room, feed->size, 0);
    if (n < 0)
        return -1;
    for (int i = 0; i < n; i++)
        take_byte(feed, feed->room[i]);
    return n > 0;
}

/* The failure is only told of, and so is what came. */
void tried_ok(struct feed *feed, int verbose)
{
    char buffer[16];
    int n = recv(feed->fd, buffer, sizeof(buffer), 0);
    for (int i = 0; verbose && i < n; i++)
        take_byte(feed, buffer[i]);
    if (verbose)
        describe(feed, n);
}

/* What came decides, and where nothing is waited for, nothing comes. */
int by_state_ok(struct feed *feed, int state)
{
    int n = recv(feed->fd, feed->room, feed->size, 0);
    if (n < 0)
        return -1;
    switch (state) {
    case 1:
        if (feed->room[0] != 5)
            return -1;
        return take_frame(feed, feed->room);
    }
    return 0;
}
