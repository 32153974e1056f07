/* A helper that tells a hook of a socket and then closes it has closed it. */

struct poller {
    void (*forget)(int fd);
};

static void drop(struct poller *poller, int fd)
{
    if (poller->forget)
        poller->forget(fd);
    close(fd);
}

int receive_bad(struct poller *poller, int fd, char *data, size_t size)
{
    if (recv(fd, data, size, 0) < 0) {
        drop(poller, fd);
        close(fd); //~ double-close
        return -1;
    }
    return 0;
}

int receive_ok(struct poller *poller, int fd, char *data, size_t size)
{
    if (recv(fd, data, size, 0) < 0) {
        drop(poller, fd);
        return -1;
    }
    return 0;
}
