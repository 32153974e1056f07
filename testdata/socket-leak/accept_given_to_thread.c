void serve_ok(int listener)
{
    pthread_t thread;
    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client < 0)
            break;
        if (pthread_create(&thread, NULL, worker, (void *)(intptr_t)client) != 0)
            close(client);
    }
}

void serve_bad(int listener)
{
    pthread_t thread;
    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client < 0)
            break;
        if (pthread_create(&thread, NULL, worker, (void *)(intptr_t)client) != 0)
            break; //~ socket-leak
    }
}
