void serve_bad(int listener)
{
    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client < 0) {
            sleep(1);
            continue;
        }
        if (fcntl(client, F_SETFL, O_NONBLOCK) < 0)
            continue; //~ socket-leak
        handle(client);
        close(client);
    }
}

void serve_ok(int listener)
{
    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client < 0) {
            sleep(1);
            continue;
        }
        if (fcntl(client, F_SETFL, O_NONBLOCK) < 0) {
            close(client);
            continue;
        }
        handle(client);
        close(client);
    }
}
