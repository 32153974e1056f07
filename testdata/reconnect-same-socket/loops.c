/* The next address needs the next socket. */

int first_family_bad(const struct addrinfo *all)
{
    int fd = socket(all->ai_family, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    for (; all; all = all->ai_next)
        if (connect(fd, all->ai_addr, all->ai_addrlen) == 0) //~ reconnect-same-socket
            return fd;
    close(fd);
    return -1;
}

int own_socket_ok(const struct addrinfo *all)
{
    for (; all; all = all->ai_next) {
        int fd = socket(all->ai_family, SOCK_STREAM, 0);
        if (fd < 0)
            continue;
        if (connect(fd, all->ai_addr, all->ai_addrlen) == 0)
            return fd;
        close(fd);
    }
    return -1;
}

/* Linux allows it. */
int waits_for_the_server_perhaps(const struct sockaddr *to, socklen_t len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    while (connect(fd, to, len) < 0) //~ note reconnect-same-socket
        sleep(1);
    return fd;
}

int interrupted_ok(const struct sockaddr *to, socklen_t len)
{
    int n;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    do
        n = connect(fd, to, len);
    while (n < 0 && errno == EINTR);
    if (n < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int new_one_ok(const struct sockaddr *to, socklen_t len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    while (connect(fd, to, len) < 0) {
        close(fd);
        sleep(1);
        fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd < 0)
            return -1;
    }
    return fd;
}

/* The family is that of the address, which stays the same. */
int same_address_perhaps(const struct sockaddr_storage *to, socklen_t len, int tries)
{
    int fd = socket(to->ss_family, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    while (tries-- > 0) {
        if (connect(fd, (const struct sockaddr *)to, len) == 0) //~ note reconnect-same-socket
            return fd;
        sleep(1);
    }
    close(fd);
    return -1;
}

int address_filled_in_bad(struct resolver *r, int family)
{
    struct sockaddr_storage to;
    int fd = socket(family, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    while (next_address(r, &to)) {
        if (connect(fd, (const struct sockaddr *)&to, sizeof(to)) == 0) //~ reconnect-same-socket
            return fd;
    }
    close(fd);
    return -1;
}

/* The server is started meanwhile, and nothing of the first try is left. */
int of_a_path_ok(const struct sockaddr *to, socklen_t len)
{
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    while (connect(fd, to, len) < 0)
        sleep(1);
    return fd;
}
