struct tun { int fd; int sock; };

/* A device is no socket. */
int open_device(struct tun *t)
{
    t->fd = open("/dev/net/tun", O_RDWR);
    if (t->fd < 0)
        return -1;
    t->sock = socket(AF_INET, SOCK_DGRAM, 0);
    if (t->sock < 0) {
        close(t->fd);
        t->fd = -1;
        return -1;
    }
    return connect(t->fd, 0, 0);
}

void close_device_ok(struct tun *t)
{
    if (t->fd > 0)
        close(t->fd);
    t->fd = -1;
}

void close_socket_bad(struct tun *t)
{
    if (t->sock > 0) //~ invalid-socket-check
        close(t->sock);
    t->sock = -1;
}

#define ASSERT(x) do { if (!(x)) abort(); } while (0)

void watched_perhaps(struct tun *t)
{
    ASSERT(t->sock > 0); //~ note invalid-socket-check
    listen(t->sock, 5);
}
