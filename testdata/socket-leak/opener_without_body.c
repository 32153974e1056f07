#include <sys/socket.h>

// Only who opens a socket is told of which type it is to be.
int dial_bad(const struct sockaddr *to, socklen_t n)
{
    int s = net_socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (connect(s, to, n) < 0)
        return -1; //~ socket-leak
    close(s);
    return 0;
}

int dial_ok(const struct sockaddr *to, socklen_t n)
{
    int s = net_socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (connect(s, to, n) < 0) {
        close(s);
        return -1;
    }
    close(s);
    return 0;
}

// Not used as a socket here: it may be a status.
int look_up_ok(const char *host, struct addrinfo **found)
{
    int rc = find_address(host, AF_INET, SOCK_STREAM, found);
    if (rc < 0)
        return -1;
    return rc;
}

// A pointer is none of the numbers that `socket` returns.
int object_ok(struct pool *p)
{
    struct sock *s = pool_socket(p, SOCK_STREAM);
    if (s == NULL)
        return -1;
    return sock_start(s);
}

// Who is told just what `socket` is told opens one, though it is closed nowhere.
int ask_bad(const struct sockaddr *to, socklen_t n)
{
    int s = my_open(PF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (s < 0)
        return -1;
    if (connect(s, to, n) < 0)
        return -1; //~ socket-leak
    return 0; //~ socket-leak
}

// What is not used as a socket is none: a number of a protocol.
int protocol_ok(struct table *table)
{
    int number = protocol_of(PF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (number < 0)
        return -1;
    table->number = number;
    return 0;
}

// One opener in two places, the type of one told by a variable.
int listen_bad(int is_local, int is_stream, const struct sockaddr *at, socklen_t n)
{
    int s = -1;
    if (is_local)
        s = my_open(AF_UNIX, SOCK_STREAM, 0);
    else
        s = my_open(AF_INET, is_stream ? SOCK_STREAM : SOCK_DGRAM, 0);
    if (s < 0)
        return -1;
    if (bind(s, at, n) < 0)
        return -1; //~ socket-leak
    if (listen(s, 5) < 0) {
        close(s);
        return -1;
    }
    return s;
}

// One of the two only lends it.
int listen_ok(struct pool *pool, int is_shared, const struct sockaddr *at, socklen_t n)
{
    int s = -1;
    if (is_shared)
        s = pool_socket(pool);
    else
        s = my_open(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (bind(s, at, n) < 0)
        return -1;
    if (listen(s, 5) < 0) {
        close(s);
        return -1;
    }
    return s;
}

// Who accepts a connection is told where to put the address of the peer.
int serve_bad(int listener)
{
    struct sockaddr_in peer;
    socklen_t length = sizeof(peer);
    int on = 1;
    int fd = net_accept(listener, (struct sockaddr *)&peer, &length);
    if (fd < 0)
        return -1;
    if (setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)) < 0)
        return -1; //~ socket-leak
    talk(fd);
    close(fd);
    return 0;
}

int serve_ok(int listener)
{
    struct sockaddr_in peer;
    socklen_t length = sizeof(peer);
    int on = 1;
    int fd = net_accept(listener, (struct sockaddr *)&peer, &length);
    if (fd < 0)
        return -1;
    if (setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)) < 0) {
        close(fd);
        return -1;
    }
    talk(fd);
    close(fd);
    return 0;
}

// The result is an amount.
int receive_ok(int fd, char *buffer)
{
    struct sockaddr_in peer;
    socklen_t length = sizeof(peer);
    int n = net_receive(fd, (struct sockaddr *)&peer, &length, buffer);
    if (n < 0)
        return -1;
    return n;
}

// It is found in a table, which keeps it.
int find_ok(int key)
{
    struct sockaddr_in peer;
    socklen_t length = sizeof(peer);
    int fd = find_connection(key, (struct sockaddr *)&peer, &length);
    if (fd < 0)
        return -1;
    if (send(fd, "x", 1, 0) < 0)
        return -1;
    return 0;
}
