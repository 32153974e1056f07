int main(void)
{
    int listener = listen_on(7007);
    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client < 0) {
            sleep(1);
            continue;
        }
        if (greet(client) < 0)
            continue; //~ socket-leak
        close(client);
    }
}
