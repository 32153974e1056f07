/* What a call's result says of the socket, in the ways that programs put it. */
typedef int bool;
#define INVALID_SOCKET -1
struct conn {
    int fd;
    int n;
};

static int conn_connect(struct conn *c, int domain, const struct sockaddr *to, socklen_t len)
{
    int rc;
    c->fd = socket(domain, SOCK_STREAM, 0);
    if (c->fd < 0)
        return -errno;
    rc = connect(c->fd, to, len);
    if (rc != 0) {
        rc = errno;
        if (rc != EINPROGRESS)
            goto failed;
    }
    return -rc;
failed:
    close(c->fd);
    return -rc;
}

struct conn *under_way_counts_as_success_ok(int domain, const struct sockaddr *to, socklen_t len)
{
    struct conn *c = calloc(1, sizeof *c);
    int rc;
    if (!c)
        return 0;
    rc = conn_connect(c, domain, to, len);
    if (rc != 0 && rc != -EINPROGRESS) {
        free(c);
        return 0;
    }
    return c;
}

struct conn *under_way_is_given_up(int domain, const struct sockaddr *to, socklen_t len)
{
    struct conn *c = calloc(1, sizeof *c);
    int rc;
    if (!c)
        return 0;
    rc = conn_connect(c, domain, to, len);
    if (rc != 0) {
        free(c); //~ socket-leak
        return 0;
    }
    return c;
}

static bool is_bad(int s, const char *what)
{
    if (s == INVALID_SOCKET)
        perror(what);
    return s == INVALID_SOCKET;
}

int test_that_says_so_ok(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (is_bad(s, "socket"))
        goto out;
    return s;
out:
    return -1;
}

int test_that_says_so(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (is_bad(s, "socket"))
        return -1;
    if (listen(s, 5) < 0)
        return -1; //~ socket-leak
    return s;
}

static int wait_client(int server, struct conn *client)
{
    return ((client->fd = accept(server, 0, 0)) == -1) * -1;
}

void number_made_of_a_test_ok(int server)
{
    for (;;) {
        struct conn c;
        if (wait_client(server, &c))
            continue;
        talk(c.fd);
        close(c.fd);
    }
}

void number_made_of_a_test(int server)
{
    for (;;) {
        struct conn c;
        if (wait_client(server, &c))
            continue;
        if (greet(c.fd))
            continue; //~ socket-leak
        close(c.fd);
    }
}
