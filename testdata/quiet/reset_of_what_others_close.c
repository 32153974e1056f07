/* A number that is set to none without a close, as something else closes what it stood for. */
struct chan {
    int fd;
    FILE *in;
};

int chan_open(struct chan *c, const struct sockaddr *to, socklen_t len)
{
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0)
        return -1;
    if (connect(c->fd, to, len) < 0) {
        close(c->fd);
        c->fd = -1;
        return -1;
    }
    c->in = fdopen(c->fd, "r+");
    if (!c->in) {
        close(c->fd);
        c->fd = -1;
        return -1;
    }
    return 0;
}

void chan_close(struct chan *c)
{
    if (c->fd < 0)
        return;
    fclose(c->in);
    c->in = NULL;
    c->fd = -1;
}

/* poll() skips an entry with a negative number. */
static struct pollfd entries[64];
static int clients[64];

int client_add(int listener, int at)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    entries[at].fd = fd;
    entries[at].events = POLLIN;
    clients[at] = fd;
    return 0;
}

int client_read(int at)
{
    char buf[9];
    return recv(entries[at].fd, buf, sizeof buf, 0) > 0;
}

void client_pause(int at)
{
    if (entries[at].fd >= 0)
        entries[at].fd = -1;
}

/* Two names of one descriptor. */
struct io {
    int rfd;
    int wfd;
};

int io_open(struct io *io, const struct sockaddr *to, socklen_t len)
{
    io->rfd = socket(AF_INET, SOCK_STREAM, 0);
    if (io->rfd < 0)
        return -1;
    if (connect(io->rfd, to, len) < 0) {
        close(io->rfd);
        io->rfd = -1;
        return -1;
    }
    io->wfd = io->rfd;
    return 0;
}

int io_send(struct io *io, const char *buf, int n)
{
    return send(io->wfd, buf, n, MSG_NOSIGNAL);
}

void io_stop_writing(struct io *io)
{
    if (io->wfd >= 0) {
        shutdown(io->wfd, SHUT_WR);
        io->wfd = -1;
    }
}

void io_close(struct io *io)
{
    if (io->rfd >= 0)
        close(io->rfd);
    io->rfd = io->wfd = -1;
}
