/* A function that gives the socket up where one option fails, and does not look at another one. */
int server_bad(int port)
{
    int on = 1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) < 0) {
        close(fd);
        return -1;
    }
    setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on)); //~ unchecked-setsockopt
    return fd;
}

/* It only tells. */
int told_perhaps(int fd)
{
    int on = 1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) < 0)
        perror("SO_REUSEADDR");
    setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on)); //~ note unchecked-setsockopt
    return 0;
}

/* Another socket. */
int other_perhaps(int fd, int other)
{
    int on = 1;
    int done = setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (done < 0) {
        close(fd);
        return -1;
    }
    setsockopt(other, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on)); //~ note unchecked-setsockopt
    return 0;
}

static int hops(int fd, int value)
{
    int done = setsockopt(fd, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, &value, sizeof(value));
    if (done < 0)
        log_error("can't set IPV6_MULTICAST_HOPS");
    return done;
}

/* The helper tells of a failure; this one goes on all the same. */
int group_bad(int fd, struct ipv6_mreq *group)
{
    hops(fd, 1); //~ unchecked-setsockopt
    if (setsockopt(fd, IPPROTO_IPV6, IPV6_MULTICAST_IF, group, sizeof(*group))) {
        log_error("can't set IPV6_MULTICAST_IF");
        close(fd);
        return -1;
    }
    return 0;
}

int group_ok(int fd, struct ipv6_mreq *group)
{
    hops(fd, 1);
    if (setsockopt(fd, IPPROTO_IPV6, IPV6_MULTICAST_IF, group, sizeof(*group)))
        return -1;
    return 0;
}

int both_ok(int fd)
{
    int on = 1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) < 0)
        goto out;
    if (setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on)) < 0)
        goto out;
    return fd;
out:
    close(fd);
    return -1;
}
