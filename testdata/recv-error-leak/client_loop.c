void serve_bad(int listener)
{
    char buf[128];
    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client < 0) {
            sleep(1);
            continue;
        }
        if (read(client, buf, sizeof(buf)) < 0)
            continue; //~ recv-error-leak
        close(client);
    }
}

void serve_ok(int listener)
{
    char buf[128];
    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client < 0) {
            sleep(1);
            continue;
        }
        if (read(client, buf, sizeof(buf)) < 0)
            perror("read");
        close(client);
    }
}
