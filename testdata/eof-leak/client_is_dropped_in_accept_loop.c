void serve_bad(int listener)
{
    char buf[64];
    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client < 0) {
            sleep(1);
            continue;
        }
        if (recv(client, buf, sizeof(buf), 0) == 0)
            continue; //~ eof-leak
        close(client);
    }
}
