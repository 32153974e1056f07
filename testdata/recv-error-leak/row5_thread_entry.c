/* Row 5: a thread gets the socket by value and nobody else keeps it. */
static void *worker_bad(void *arg)
{
    char buf[64];
    int s = (int)(intptr_t)arg;
    if (recv(s, buf, sizeof(buf), 0) < 0)
        return NULL; //~ recv-error-leak
    close(s);
    return NULL;
}

static void *worker_ok(void *arg)
{
    char buf[64];
    int s = (int)(intptr_t)arg;
    recv(s, buf, sizeof(buf), 0);
    close(s);
    return NULL;
}

void start(int s, int t)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, worker_bad, (void *)(intptr_t)s) != 0)
        close(s);
    if (pthread_create(&thread, NULL, worker_ok, (void *)(intptr_t)t) != 0)
        close(t);
}
