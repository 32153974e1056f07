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
