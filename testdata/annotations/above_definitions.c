/* The comment counts more than the body. */

// sockleak: owns(1)
static void remember(int fd)
{
    send(fd, "hello", 5, 0);
}

// sockleak: keeps(1)
static int greet(int fd)
{
    char buf[8];
    return recv(fd, buf, sizeof buf, 0) > 0 ? 0 : -1;
}

/* sockleak: closes(fd) */
static void later(struct queue *queue, int fd)
{
    queue_push(queue, fd);
}

int remembered_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    remember(fd);
    return 0;
}

int greeted_bad(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    return greet(fd); //~ socket-leak
}

int later_ok(struct queue *queue)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    later(queue, fd);
    return 0;
}

int later_bad(struct queue *queue)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    later(queue, fd);
    return send(fd, "x", 1, 0); //~ use-after-close
}

// sockleak: keeps(1)
int exchange_ok(int fd, char *reply)
{
    char buf[64];
    if (recv(fd, buf, sizeof buf, 0) < 0)
        return -1;
    reply[0] = buf[0];
    return 0;
}

int exchange_perhaps(int fd, char *reply)
{
    char buf[64];
    if (recv(fd, buf, sizeof buf, 0) < 0)
        return -1; //~ note recv-error-leak
    reply[0] = buf[0];
    return 0;
}
