/* What closes the socket of an object before it opens another one in its place only renews it: whoever has the object closes
   it in the end, however often it was renewed. */
struct http {
    int fd;
    int tls;
};

static int open_again(struct http *http, const struct sockaddr *to, socklen_t len)
{
    if (http->fd >= 0) {
        close(http->fd);
        http->fd = -1;
    }
    http->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (http->fd < 0)
        return -1;
    if (connect(http->fd, to, len) < 0) {
        close(http->fd);
        http->fd = -1;
        return -1;
    }
    return 0;
}

static int request(struct http *http, const struct sockaddr *to, socklen_t len)
{
    if (http->fd < 0 && open_again(http, to, len))
        return -1;
    if (send(http->fd, "?", 1, MSG_NOSIGNAL) != 1)
        return open_again(http, to, len);
    return 0;
}

void ask_until_told_ok(struct http *http, const struct sockaddr *to, socklen_t len)
{
    int i;
    for (i = 0; i < 10; i++)
        if (request(http, to, len) < 0)
            sleep(1);
}

int ask_twice_ok(struct http *http, const struct sockaddr *to, socklen_t len)
{
    struct http *again = http;
    if (request(again, to, len) < 0)
        return -1;
    return request(again, to, len);
}

/* Here it is the first one: the object is made here, and holds none. */
struct http *make_bad(const struct sockaddr *to, socklen_t len)
{
    struct http *http = calloc(1, sizeof *http);
    if (!http)
        return NULL;
    http->fd = -1;
    if (open_again(http, to, len) < 0) {
        free(http);
        return NULL;
    }
    if (setsockopt(http->fd, SOL_SOCKET, SO_KEEPALIVE, &(int){1}, sizeof(int)) < 0) {
        free(http); //~ socket-leak
        return NULL;
    }
    return http;
}

int in_a_variable_bad(const struct sockaddr *to, socklen_t len)
{
    struct http http = {-1, 0};
    if (open_again(&http, to, len) < 0)
        return -1;
    return 0; //~ socket-leak
}
