struct job { int fd; int number; };

static void *worker(void *arg)
{
    struct job *job = arg;
    char buf[64];
    while (recv(job->fd, buf, sizeof(buf), 0) > 0)
        send(job->fd, buf, 1, 0);
    close(job->fd);
    free(job);
    return NULL;
}

void serve(int listener)
{
    for (int n = 0;; n++) {
        pthread_t thread;
        struct job *job = malloc(sizeof(*job));
        if (!job)
            continue;
        job->number = n;
        job->fd = accept(listener, NULL, NULL);
        if (job->fd < 0) {
            sleep(1);
            free(job);
            continue;
        }
        if (pthread_create(&thread, NULL, worker, job) != 0) {
            close(job->fd);
            free(job);
            continue;
        }
        pthread_detach(thread);
    }
}
