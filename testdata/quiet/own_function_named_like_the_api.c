/* This program's own connect(), recv() and close() are something else. */
static int recv(struct queue *q, char *buf, int size, int flags)
{
    return queue_pop(q, buf, size);
}

static void close(struct queue *q)
{
    queue_free(q);
}

int pump(struct queue *q)
{
    char buf[64];
    int n = recv(q, buf, sizeof(buf), 0);
    if (n < 0)
        return -1;
    if (n == 0) {
        close(q);
        return 0;
    }
    return n;
}
