void serve(int listener)
{
    for (;;) {
        pthread_t thread;
        int client = accept(listener, NULL, NULL);
        if (client < 0) {
            sleep(1);
            continue;
        }
        pthread_create(&thread, NULL, handle_client, &client);
        pthread_join(thread, NULL);
    }
}
