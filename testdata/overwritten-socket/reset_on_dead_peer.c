/*
 * The variable is set to "none" on a failure of a helper that closes the socket where the peer has closed and leaves it open
 * where the read has failed, with one result for both.
 */
static int link_fd = -1;

static int read_all(int fd, char *to, size_t size)
{
    size_t left = size;
    while (left > 0) {
        ssize_t n = read(fd, to, left);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (n < 0)
            return n;
        if (n == 0) {
            close(fd);
            return -1;
        }
        left -= n;
        to += n;
    }
    return 0;
}

/* This one closes on either. */
static int read_or_close(int fd, char *to, size_t size)
{
    size_t left = size;
    while (left > 0) {
        ssize_t n = read(fd, to, left);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (n <= 0) {
            close(fd);
            return -1;
        }
        left -= n;
        to += n;
    }
    return 0;
}

/* This one leaves it to the caller. */
static int read_only(int fd, char *to, size_t size)
{
    size_t left = size;
    while (left > 0) {
        ssize_t n = read(fd, to, left);
        if (n <= 0)
            return -1;
        left -= n;
        to += n;
    }
    return 0;
}

static int receive_bad(int *fd, char *to, size_t size)
{
    if (read_all(*fd, to, size) != 0) {
        *fd = -1; //~ recv-error-leak
        return -1;
    }
    return 0;
}

static int receive_ok(int *fd, char *to, size_t size)
{
    if (read_or_close(*fd, to, size) != 0) {
        *fd = -1;
        return -1;
    }
    return 0;
}

static int receive_itself_ok(int *fd, char *to, size_t size)
{
    if (read_only(*fd, to, size) != 0) {
        close(*fd);
        *fd = -1;
        return -1;
    }
    return 0;
}

int query(const struct sockaddr *to, socklen_t len, char *line, size_t size)
{
    if (link_fd < 0) {
        link_fd = socket(AF_INET, SOCK_STREAM, 0);
        if (link_fd < 0)
            return -1;
        if (connect(link_fd, to, len) < 0) {
            close(link_fd);
            link_fd = -1;
            return -1;
        }
    }
    if (receive_bad(&link_fd, line, size) < 0)
        return -1;
    if (receive_ok(&link_fd, line, size) < 0)
        return -1;
    return receive_itself_ok(&link_fd, line, size);
}

/* Who gave it says whether it is closed here. */
struct lent { int fd, owns; };
int bye_ok(struct lent *c)
{
    if (send(c->fd, "bye", 3, 0) < 0)
        syslog(3, "gone");
    if (c->owns && c->fd != -1)
        close(c->fd);
    c->fd = -1;
    return 0;
}

/* Who calls this one is told by the flag, or by the code, that it is closed. */
static int read_and_tell(int fd, int *closed)
{
    char b[10];
    ssize_t n = recv(fd, b, sizeof(b), 0);
    if (n == 0) {
        close(fd);
        *closed = 1;
        return -1;
    }
    return n < 0 ? -1 : 0;
}

void serve_flag_ok(int listener)
{
    int closed = 0, fd = accept(listener, 0, 0);
    if (fd < 0)
        return;
    for (;;) {
        if (read_and_tell(fd, &closed) < 0) {
            if (!closed)
                close(fd);
            return;
        }
    }
}
