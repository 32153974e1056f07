/* The server owns a listener that it was given only if that worked. */
static int listener_of(const struct sockaddr *addr, socklen_t len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, addr, len) < 0 || listen(fd, 16) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int serve_bad(struct evhttp *http, const struct sockaddr *addr, socklen_t len)
{
    int fd = listener_of(addr, len);
    if (fd < 0)
        return -1;
    if (evhttp_accept_socket(http, fd) != 0)
        return -1; //~ socket-leak
    return 0;
}

int serve_ok(struct evhttp *http, const struct sockaddr *addr, socklen_t len)
{
    int fd = listener_of(addr, len);
    if (fd < 0)
        return -1;
    if (evhttp_accept_socket(http, fd) != 0) {
        close(fd);
        return -1;
    }
    return 0;
}

struct evhttp_bound_socket *bind_bad(struct evhttp *http, const struct sockaddr *addr, socklen_t len)
{
    int fd = listener_of(addr, len);
    if (fd < 0)
        return NULL;
    struct evhttp_bound_socket *bound = evhttp_accept_socket_with_handle(http, fd);
    if (!bound)
        return NULL; //~ socket-leak
    return bound;
}
