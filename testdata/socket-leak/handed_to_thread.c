/* A thread that is given a socket, and nobody else has it. */

void *returns_early_bad(void *arg)
{
    int fd = (int)(intptr_t)arg;
    char *buf = malloc(100);
    if (!buf)
        return NULL; //~ socket-leak
    recv(fd, buf, 100, 0);
    free(buf);
    close(fd);
    return NULL;
}

void *returns_early_ok(void *arg)
{
    int fd = (int)(intptr_t)arg;
    char *buf = malloc(100);
    if (!buf) {
        close(fd);
        return NULL;
    }
    recv(fd, buf, 100, 0);
    free(buf);
    close(fd);
    return NULL;
}

/* Whoever started it waits for its end and closes the socket. */
void *joined_ok(void *arg)
{
    int fd = (int)(intptr_t)arg;
    char *buf = malloc(100);
    if (!buf)
        return NULL;
    recv(fd, buf, 100, 0);
    free(buf);
    shutdown(fd, 2);
    close(fd);
    return NULL;
}

void serve(int listener)
{
    pthread_t thread;
    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client < 0)
            break;
        if (pthread_create(&thread, NULL, returns_early_bad, (void *)(intptr_t)client) != 0)
            close(client);
    }
}

void serve_well(int listener)
{
    pthread_t thread;
    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client < 0)
            break;
        if (pthread_create(&thread, NULL, returns_early_ok, (void *)(intptr_t)client) != 0)
            close(client);
    }
}

void serve_and_wait(int listener)
{
    pthread_t thread;
    int client = accept(listener, NULL, NULL);
    if (client < 0)
        return;
    if (pthread_create(&thread, NULL, joined_ok, (void *)(intptr_t)client) != 0) {
        close(client);
        return;
    }
    pthread_join(thread, NULL);
    if (is_open(client))
        puts("still open");
}
