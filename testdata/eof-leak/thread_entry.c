static void *worker_bad(void *arg)
{
    char buf[64];
    int fd = *(int *)arg;
    free(arg);
    while (recv(fd, buf, sizeof(buf), 0) > 0)
        answer(buf);
    return NULL; //~ eof-leak
}

int start(int fd)
{
    pthread_t thread;
    int *arg = malloc(sizeof(int));
    *arg = fd;
    return pthread_create(&thread, NULL, worker_bad, arg);
}
