/* Options and the steps that they must precede. */

int v6only_late_bad(const struct sockaddr *addr, socklen_t len)
{
    int on = 1;
    int fd = socket(AF_INET6, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, addr, len) == 0) {
        if (setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on) == 0) //~ option-after-bind
            return fd;
    }
    close(fd);
    return -1;
}

/* The option is set again where bind has failed, and bind is tried again. */
int second_try_ok(const struct sockaddr *addr, socklen_t len)
{
    int on = 1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, addr, len) < 0) {
        if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0 || bind(fd, addr, len) < 0) {
            close(fd);
            return -1;
        }
    }
    return fd;
}

int member_bad(struct server *server, const struct sockaddr *addr, socklen_t len)
{
    int on = 1;
    if (bind(server->fd, addr, len) < 0)
        return -1;
    if (listen(server->fd, 16) < 0)
        return -1;
    if (setsockopt(server->fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0) //~ option-after-bind
        return -1;
    return 0;
}

/* Each round has a socket of its own. */
int all_addresses_ok(const struct addrinfo *all, int *fds)
{
    int n = 0, on = 1;
    for (; all; all = all->ai_next) {
        int fd = socket(all->ai_family, SOCK_STREAM, 0);
        if (fd < 0)
            continue;
        if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0 || bind(fd, all->ai_addr, all->ai_addrlen) < 0) {
            close(fd);
            continue;
        }
        fds[n++] = fd;
    }
    return n;
}

/* The elements of a table are not one socket. */
void table_ok(struct server *servers, int n)
{
    int i, on = 1;
    for (i = 0; i < n; i++) {
        int fd;
        if (servers[i].is_old) {
            if (setsockopt(servers[i].fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0)
                servers[i].is_bad = 1;
            continue;
        }
        fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd < 0)
            continue;
        if (bind(fd, servers[i].addr, servers[i].len) < 0) {
            close(fd);
            continue;
        }
        servers[i].fd = fd;
    }
}

/* Good for who comes later, on Linux. */
int reuse_port_late_perhaps(int fd, const struct sockaddr *addr, socklen_t len)
{
    int on = 1;
    if (bind(fd, addr, len) < 0)
        return -1;
    return setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on); //~ note option-after-bind
}

/* The window is settled. */
int window_perhaps(const struct sockaddr *to, socklen_t len)
{
    int size = 1 << 20;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, len) < 0 || setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size) < 0) { //~ note option-after-bind
        close(fd);
        return -1;
    }
    return fd;
}

/* Datagrams have no window. */
int datagrams_ok(const struct sockaddr *addr, socklen_t len)
{
    int size = 1 << 20;
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, addr, len) < 0 || setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}
