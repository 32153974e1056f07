static int sockets[10];

void serve(int listener)
{
    for (int i = 0; i < 10; i++) {
        pthread_t thread;
        sockets[i] = accept(listener, NULL, NULL);
        if (sockets[i] < 0)
            break;
        pthread_create(&thread, NULL, handle_client, &sockets[i]);
    }
}
