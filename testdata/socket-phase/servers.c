/* Steps of a server in the wrong order, and orders that look odd and work. */

int accepts_before_listening_bad(const struct sockaddr *addr, socklen_t len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int client;
    if (fd < 0)
        return -1;
    if (bind(fd, addr, len) < 0) {
        close(fd);
        return -1;
    }
    client = accept(fd, NULL, NULL); //~ socket-phase
    close(fd);
    return client;
}

int listens_without_path_bad(void)
{
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (listen(fd, 8) < 0) { //~ socket-phase
        close(fd);
        return -1;
    }
    return fd;
}

/* The kernel picks a port. */
int listens_without_port_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (listen(fd, 8) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int listens_for_datagrams_bad(const struct sockaddr *addr, socklen_t len)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, addr, len) < 0 || listen(fd, 8) < 0) { //~ socket-phase
        close(fd);
        return -1;
    }
    return fd;
}

/* The type is known by another variable. */
int either_ok(int is_stream, const struct sockaddr *addr, socklen_t len)
{
    int kind = is_stream ? SOCK_STREAM : SOCK_DGRAM;
    int fd = socket(AF_INET, kind, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, addr, len) < 0 || (is_stream && listen(fd, 8) < 0)) {
        close(fd);
        return -1;
    }
    return fd;
}

int bound_twice_bad(const struct sockaddr *one, const struct sockaddr *two, socklen_t len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, one, len) < 0 || bind(fd, two, len) < 0) { //~ socket-phase
        close(fd);
        return -1;
    }
    return fd;
}

/* The second one only where the first one failed. */
int next_port_ok(struct sockaddr_in *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    while (bind(fd, (struct sockaddr *)addr, sizeof *addr) < 0)
        if (++addr->sin_port == 0) {
            close(fd);
            return -1;
        }
    return fd;
}

int asks_the_listener_bad(const struct sockaddr *addr, socklen_t len, char *buf, size_t size)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int n = -1;
    if (fd < 0)
        return -1;
    if (bind(fd, addr, len) == 0 && listen(fd, 1) == 0)
        n = recv(fd, buf, size, 0); //~ socket-phase
    close(fd);
    return n;
}

/* Which of the two it is, the flag tells. */
int listener_or_client_ok(int is_server, const struct sockaddr *addr, socklen_t len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int failed;
    if (fd < 0)
        return -1;
    if (is_server)
        failed = bind(fd, addr, len) < 0 || listen(fd, 1) < 0;
    else
        failed = connect(fd, addr, len) < 0;
    if (!failed && !is_server)
        (void)send(fd, "hello", 5, 0);
    if (failed) {
        close(fd);
        return -1;
    }
    return fd;
}

/* What the helper does to it, nobody knows. */
int helper_may_listen_ok(const char *name)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int client;
    if (fd < 0)
        return -1;
    start_service(fd, strlen(name));
    client = accept(fd, NULL, NULL);
    close(fd);
    return client;
}

/* This one is seen not to. */
static void set_mark(int fd, int mark)
{
    (void)setsockopt(fd, SOL_SOCKET, SO_MARK, &mark, sizeof mark);
}

int helper_does_not_bad(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int client;
    if (fd < 0)
        return -1;
    set_mark(fd, 1);
    client = accept(fd, NULL, NULL); //~ socket-phase
    close(fd);
    return client;
}

/* A cipher of the kernel is bound to an algorithm and gives each operation by accept, without listening. */
int cipher_accepts_ok(const struct sockaddr *algorithm, socklen_t len)
{
    int fd = socket(AF_ALG, SOCK_SEQPACKET, 0);
    int operation = -1;
    if (fd < 0)
        return -1;
    if (bind(fd, algorithm, len) == 0)
        operation = accept(fd, NULL, NULL);
    close(fd);
    return operation;
}

/* What kind a socket is that was given nobody knows: one for records, as SCTP has them, receives where it listens. */
int reads_what_listens_bad(int fd, char *buf, size_t size)
{
    if (listen(fd, 5) < 0)
        return -1;
    return recv(fd, buf, size, 0); //~ FN socket-phase: a stream cannot do that, and nothing tells that this is none
}
