void serve_bad(int listener)
{
    int client;
    while ((client = accept(listener, NULL, NULL)) >= 0) { //~ overwritten-socket
        if (check(client) < 0)
            continue;
        close(client);
    }
}

void serve_ok(int listener)
{
    int client;
    while ((client = accept(listener, NULL, NULL)) >= 0) {
        check(client);
        close(client);
    }
}
