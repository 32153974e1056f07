/* -1 counts as true. */

static int the_listener = -1;

int taken_for_open_bad(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (!fd) //~ invalid-socket-check
        return -1;
    return fd;
}

int compared_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    return fd;
}

void label_bad(const struct sockaddr *to)
{
    int sock;

    sock = socket(AF_UNIX, SOCK_STREAM, 0);
    if (sock < 0)
        goto failed;
    if (bind(sock, to, sizeof(struct sockaddr)) < 0)
        goto failed;
    the_listener = sock;
    return;

failed:
    if (sock) //~ invalid-socket-check
        close(sock);
}

void label_ok(const struct sockaddr *to)
{
    int sock;

    sock = socket(AF_UNIX, SOCK_STREAM, 0);
    if (sock < 0)
        goto failed;
    if (bind(sock, to, sizeof(struct sockaddr)) < 0)
        goto failed;
    the_listener = sock;
    return;

failed:
    if (sock != -1)
        close(sock);
}

/* -1 never comes so far: the test is needless, not wrong. */
void dealt_with_before_ok(const struct sockaddr *to)
{
    int sock = socket(AF_UNIX, SOCK_STREAM, 0);
    if (sock == -1)
        return;
    connect(sock, to, sizeof(struct sockaddr));
    if (sock)
        close(sock);
}

void initialised_bad(int wanted, const struct sockaddr *to)
{
    int sock = -1;
    if (wanted) {
        sock = socket(AF_INET, SOCK_DGRAM, 0);
        if (sock < 0)
            return;
        bind(sock, to, sizeof(struct sockaddr));
    }
    if (sock) //~ invalid-socket-check
        close(sock);
}
