/* libevent's shape: the callback gets the socket, so closing it here would be the bug. */
struct listener { int fd; void (*cb)(struct listener *, int, struct sockaddr *, void *); void *ptr; };

void on_readable(struct listener *lev)
{
    for (;;) {
        struct sockaddr_storage ss;
        socklen_t len = sizeof(ss);
        int fd = accept4(lev->fd, (struct sockaddr *)&ss, &len, SOCK_NONBLOCK);
        if (fd < 0)
            break;
        if (len == 0) {
            close(fd);
            continue;
        }
        lev->cb(lev, fd, (struct sockaddr *)&ss, lev->ptr);
        if (lev->cb == NULL)
            return;
    }
}
