/* What sets something on a socket does not keep it. */
int server_bad(const struct sockaddr *at, socklen_t n)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return -1;
    set_sock_buf_size(fd, 65536);
    if (bind(fd, at, n) < 0)
        return -1; //~ socket-leak
    return fd;
}

int server_ok(const struct sockaddr *at, socklen_t n)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return -1;
    set_sock_buf_size(fd, 65536);
    if (bind(fd, at, n) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int client_bad(const struct sockaddr *to, socklen_t n)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    set_socket_nonblocking(fd);
    if (connect(fd, to, n) < 0 && errno != EINPROGRESS)
        return -1; //~ socket-leak
    return fd;
}

/* Here it is the socket that is set. */
int start_ok(struct client *client, const struct sockaddr *to, socklen_t n)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    client_set_sock(client, fd);
    if (connect(fd, to, n) < 0)
        return -1;
    return 0;
}
