void serve_ok(int listener)
{
    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client < 0) {
            sleep(1);
            continue;
        }
        if (fork() == 0) {
            close(listener);
            talk(client);
            exit(0);
        }
        close(client);
    }
}

void serve_bad(int listener)
{
    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client < 0) {
            sleep(1);
            continue;
        }
        if (fork() == 0) {
            close(listener);
            talk(client);
            exit(0);
        }
    } //~ socket-leak
}

void serve_switch_ok(int listener)
{
    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client < 0) {
            sleep(1);
            continue;
        }
        switch (fork()) {
        case 0:
            talk(client);
            _exit(0);
        case -1:
            perror("fork");
        default:
            close(client);
        }
    }
}
