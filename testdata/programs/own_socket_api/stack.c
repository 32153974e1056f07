// A network stack of its own: what its functions promise is what sockets promise anywhere.
static struct flow flows[64];

int socket(int family, int type, int protocol)
{
    for (int i = 0; i < 64; i++)
        if (!flows[i].is_used) {
            flows[i].is_used = 1;
            return i;
        }
    errno = EMFILE;
    return -1;
}

int connect(int fd, const struct sockaddr *peer, int length)
{
    return stack_open(&flows[fd], peer, length);
}

int send(int fd, const void *data, int length, int flags)
{
    return stack_put(&flows[fd], data, length);
}

int recv(int fd, void *data, int length, int flags)
{
    return stack_get(&flows[fd], data, length);
}

int close(int fd)
{
    flows[fd].is_used = 0;
    return 0;
}

void ping(const struct sockaddr *peer)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return;
    connect(fd, peer, sizeof(*peer));
    send(fd, "ping", 4, 0);
    close(fd);
}
