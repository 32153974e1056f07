/* Helpers that have failed: who trusts that they have closed the socket loses it, now and then. */
int tune(int fd, const char *name)
{
    struct place found;
    if (look_up(name, &found) < 0)
        return -1;
    if (bind(fd, &found.address, found.length) < 0) {
        close(fd);
        return -1;
    }
    return 0;
}

int open_tuned_bad(const char *name)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (tune(fd, name) < 0)
        return -1; //~ socket-leak
    return fd;
}

/* It closes whenever it fails. */
int tune_all(int fd, const char *name)
{
    struct place found;
    if (look_up(name, &found) < 0) {
        close(fd);
        return -1;
    }
    if (bind(fd, &found.address, found.length) < 0) {
        close(fd);
        return -1;
    }
    return 0;
}

int open_tuned_ok(const char *name)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (tune_all(fd, name) < 0)
        return -1;
    return fd;
}

/* Where it has used the socket before, that is told of the helper itself, once. */
int tune_option(int fd, const struct sockaddr *addr, socklen_t length)
{
    int on = 1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) < 0)
        return -1; //~ socket-leak
    if (bind(fd, addr, length) < 0) {
        close(fd);
        return -1;
    }
    return 0;
}

int open_with_option(const struct sockaddr *addr, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (tune_option(fd, addr, length) < 0)
        return -1;
    return fd;
}

/* All ways out go by one label, which says nothing of the difference. */
int bind_all(struct test *test, int fd, int is_server)
{
    int result = 0;
    if (is_server && listen_port(test) == 0)
        test->port = 80;
    if (bind(fd, test->address, test->length) < 0) {
        last_error = EBINDING;
        result = -1;
        goto out;
    }
    if (bindx(fd, test->others, test->count) == -1) {
        close(fd);
        last_error = EBINDING;
        result = -1;
        goto out;
    }
out:
    put_back(&test->addresses, test);
    return result;
}

int listen_all_bad(struct test *test)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (bind_all(test, fd, 1))
        return -1; //~ socket-leak
    return fd;
}

/* The arguments are wrong only where there is no object, and the caller has one. */
int join_group(struct group *group, int fd)
{
    if (!group)
        return -1;
    if (setsockopt(fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &group->request, sizeof(group->request)) < 0) {
        close(fd);
        return -1;
    }
    return 0;
}

int open_group_ok(void)
{
    struct group group;
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return -1;
    fill(&group);
    if (join_group(&group, fd) < 0)
        return -1;
    return fd;
}

/* The caller says whether it is to be closed. */
int bind_or_close(int fd, const char *name, int closes)
{
    struct place found;
    if (look_up(name, &found) < 0) {
        if (closes)
            close(fd);
        return -1;
    }
    return 0;
}

int open_or_close_ok(const char *name)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (bind_or_close(fd, name, 1) < 0)
        return -1;
    return fd;
}

/* Where it is closed, its state says so. */
int tune_told(struct state *state, int fd, const char *name)
{
    struct place found;
    if (look_up(name, &found) < 0)
        return -1;
    if (bind(fd, &found.address, found.length) < 0) {
        close(fd);
        state->is_closed = 1;
        return -1;
    }
    return 0;
}

int open_told_ok(struct state *state, const char *name)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (tune_told(state, fd, name) < 0) {
        if (!state->is_closed)
            close(fd);
        return -1;
    }
    return fd;
}
