int serve_bad(int listener)
{
    while (running) {
        char *buffer;
        int client = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
        if (client == -1)
            break;
        buffer = malloc(4096);
        if (!buffer)
            break; //~ socket-leak
        talk(client, buffer);
        free(buffer);
        close(client);
    }
    return 0;
}
