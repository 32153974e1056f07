void serve_bad(int listener)
{
    for (;;) {
        pthread_t thread;
        int *arg = malloc(sizeof(*arg));
        int client = accept(listener, NULL, NULL);
        if (client < 0) {
            sleep(1);
            free(arg);
            continue;
        }
        *arg = client;
        if (pthread_create(&thread, NULL, worker, arg) != 0)
            free(arg);
    } //~ socket-leak
}

void serve_ok(int listener)
{
    for (;;) {
        pthread_t thread;
        int *arg = malloc(sizeof(*arg));
        int client = accept(listener, NULL, NULL);
        if (client < 0) {
            sleep(1);
            free(arg);
            continue;
        }
        *arg = client;
        if (pthread_create(&thread, NULL, worker, arg) != 0) {
            close(client);
            free(arg);
        }
    }
}
