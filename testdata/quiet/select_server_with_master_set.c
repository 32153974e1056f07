/* The set itself remembers the clients. */
void serve(int listener)
{
    fd_set master, ready;
    int max = listener;
    char buf[256];
    FD_ZERO(&master);
    FD_SET(listener, &master);
    for (;;) {
        ready = master;
        if (select(max + 1, &ready, NULL, NULL, NULL) == -1)
            exit(4);
        for (int i = 0; i <= max; i++) {
            if (!FD_ISSET(i, &ready))
                continue;
            if (i == listener) {
                int client = accept(listener, NULL, NULL);
                if (client == -1) {
                    perror("accept");
                    sleep(1);
                } else {
                    FD_SET(client, &master);
                    if (client > max)
                        max = client;
                }
            } else if (recv(i, buf, sizeof(buf), 0) <= 0) {
                close(i);
                FD_CLR(i, &master);
            }
        }
    }
}
