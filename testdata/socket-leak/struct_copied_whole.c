// A callee copies the whole object that holds the socket into a queue.
struct peer {
    int sock;
    int flags;
};

struct queue {
    struct peer slots[8];
    int head;
};

static void enqueue(struct queue *queue, const struct peer *peer)
{
    queue->slots[queue->head++ % 8] = *peer;
}

void take_in_ok(struct queue *queue, int listener)
{
    struct peer peer;
    peer.sock = accept(listener, NULL, NULL);
    if (peer.sock < 0)
        return;
    peer.flags = 0;
    enqueue(queue, &peer);
}

void drop_bad(int listener)
{
    struct peer peer;
    peer.sock = accept(listener, NULL, NULL);
    if (peer.sock < 0)
        return;
    peer.flags = 0;
} //~ socket-leak
