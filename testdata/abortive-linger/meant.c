/* Where a reset is what is wanted, or nothing is lost by it. */

void reset_connection(int fd)
{
    struct linger now = { 1, 0 };
    (void)send(fd, "bye", 3, 0);
    (void)setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(fd);
}

void nothing_sent_ok(int fd)
{
    struct linger now = { 1, 0 };
    (void)setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(fd);
}

void only_if_it_failed_ok(int fd, const char *text, size_t len)
{
    struct linger now = { 1, 0 };
    if (send(fd, text, len, 0) < 0)
        (void)setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(fd);
}

void told_ok(int fd)
{
    struct linger now = { .l_onoff = 1, .l_linger = 0 };
    (void)send(fd, "bye", 3, 0);
    /* RST: the peer has no business here any more. */
    (void)setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(fd);
}

void answered_ok(int fd, char *buf, size_t size)
{
    struct linger now = { 1, 0 };
    (void)setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    (void)send(fd, "bye", 3, 0);
    while (recv(fd, buf, size, 0) > 0)
        ;
    close(fd);
}

void shut_down_bad(int fd)
{
    struct linger now;
    now.l_onoff = 1;
    now.l_linger = 0;

    (void)setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now); //~ abortive-linger
    shutdown(fd, SHUT_WR);
    close(fd);
}

void cleared_bad(int fd, const char *text, size_t len)
{
    struct linger now;
    memset(&now, 0, sizeof now);
    now.l_onoff = 1;

    (void)setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now); //~ abortive-linger
    (void)send(fd, text, len, 0);
    close(fd);
}
