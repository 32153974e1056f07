/* A socket that is already stored in the caller's object is closed on some failures and left open on another: no caller
   can tell those apart. */

struct peer {
    int fd;
    int port;
};

int dial_bad(struct peer *peer, const struct sockaddr *to, socklen_t n)
{
    int on = 1;
    int fd = peer->fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd == -1)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on) == -1) {
        close(fd);
        return -1;
    }
    if (connect(fd, to, n) == -1) {
        close(fd);
        return -1;
    }
    if (peer->port < 1024)
        return -1; //~ socket-leak
    return 0;
}

int dial_ok(struct peer *peer, const struct sockaddr *to, socklen_t n)
{
    int on = 1;
    int fd = peer->fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd == -1)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on) == -1) {
        close(fd);
        return -1;
    }
    if (connect(fd, to, n) == -1) {
        close(fd);
        return -1;
    }
    if (peer->port < 1024) {
        close(fd);
        return -1;
    }
    return 0;
}

/* Another result says that the socket is still there. */
int dial_in_progress_ok(struct peer *peer, const struct sockaddr *to, socklen_t n)
{
    int on = 1;

    peer->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (peer->fd == -1)
        return -1;
    if (setsockopt(peer->fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on) == -1) {
        close(peer->fd);
        return -1;
    }
    if (connect(peer->fd, to, n) == -1) {
        if (errno == EINPROGRESS)
            return 1;
        close(peer->fd);
        return -1;
    }
    return 0;
}

static int dial_half(struct peer *peer, const struct sockaddr *to, socklen_t n)
{
    int on = 1;

    peer->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (peer->fd == -1)
        return -1;
    if (setsockopt(peer->fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on) == -1) {
        close(peer->fd);
        peer->fd = -1;
        return -1;
    }
    if (connect(peer->fd, to, n) == -1) {
        close(peer->fd);
        peer->fd = -1;
        return -1;
    }
    if (peer->port < 1024)
        return -1;
    return 0;
}

/* Its only caller closes what is left. */
int dial_and_look_ok(struct peer *peer, const struct sockaddr *to, socklen_t n)
{
    if (dial_half(peer, to, n) == -1) {
        if (peer->fd != -1)
            close(peer->fd);
        return -1;
    }
    return 0;
}

/* What comes of each round is told by the object alone. */
int listen_on_all_ok(struct peer *peers, int n)
{
    int i, failed = 0;

    for (i = 0; i < n; i++) {
        int fd = socket(AF_INET, SOCK_STREAM, 0);

        if (fd == -1)
            return -1;
        if (bind(fd, 0, 0) == -1) {
            close(fd);
            continue;
        }
        if (listen(fd, 5) == -1) {
            close(fd);
            continue;
        }
        peers[i].fd = fd;
    }
    if (failed)
        return -1;
    return 0;
}
