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

struct job {
    int fd;
    int number;
};

/* The object is gone: nobody else has the socket. */
static void *object_bad(void *arg)
{
    char buf[64];
    struct job *job = arg;
    int fd = job->fd;
    free(job);
    if (recv(fd, buf, sizeof(buf), 0) <= 0)
        complain("lost");
    return NULL; //~ eof-leak
}

static void *object_ok(void *arg)
{
    char buf[64];
    struct job *job = arg;
    int fd = job->fd;
    free(job);
    if (recv(fd, buf, sizeof(buf), 0) <= 0)
        complain("lost");
    close(fd);
    return NULL;
}

int start_object(int fd)
{
    pthread_t thread;
    struct job *job = malloc(sizeof *job);
    job->fd = fd;
    job->number = 1;
    if (pthread_create(&thread, NULL, object_ok, job) == 0)
        return 0;
    return pthread_create(&thread, NULL, object_bad, job);
}
