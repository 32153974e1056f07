/* A loop that counts its tries up to a limit and is left early only with the socket connected and kept. */
struct link {
    int fd;
    int max;
    struct sockaddr_un to;
    socklen_t len;
};

int variable_ok(struct link *link, int max)
{
    int i;
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    for (i = 0; i < max; i++) {
        if (bind(fd, (struct sockaddr *)&link->to, link->len) == 0) {
            link->fd = fd;
            break;
        }
        sleep(1);
    }
    if (i == max) {
        close(fd);
        return -1;
    }
    return 0;
}

int member_ok(struct link *link)
{
    int tries = 0, ret = 0;
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    while (tries < link->max) {
        if (bind(fd, (struct sockaddr *)&link->to, link->len) == 0) {
            link->fd = fd;
            break;
        }
        tries++;
        sleep(1);
    }
    if (tries >= link->max) {
        close(fd);
        ret = -1;
    }
    return ret;
}

int constant_ok(struct link *link)
{
    int i;
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    for (i = 0; i < 5; i++) {
        if (bind(fd, (struct sockaddr *)&link->to, link->len) == 0) {
            link->fd = fd;
            break;
        }
        sleep(1);
    }
    if (i == 5) {
        close(fd);
        return -1;
    }
    return 0;
}

int named_constant_ok(struct link *link)
{
    int i;
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    for (i = 0; i < MAX_TRIES; i++) {
        if (bind(fd, (struct sockaddr *)&link->to, link->len) == 0) {
            link->fd = fd;
            break;
        }
        sleep(1);
    }
    if (i >= MAX_TRIES) {
        close(fd);
        return -1;
    }
    return 0;
}

int never_closed_bad(struct link *link)
{
    int tries = 0, ret = 0;
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    while (tries < link->max) {
        if (bind(fd, (struct sockaddr *)&link->to, link->len) == 0) {
            link->fd = fd;
            break;
        }
        tries++;
        sleep(1);
    }
    if (tries == link->max)
        ret = -1;
    return ret; //~ socket-leak
}

int grown_in_between_bad(struct link *link, int n)
{
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (n < link->max)
        change_it(link);
    if (n >= link->max) {
        close(fd);
        return -1;
    }
    return 0; //~ socket-leak
}
