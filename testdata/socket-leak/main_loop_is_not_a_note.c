int main(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client < 0)
            continue;
        if (greet(client) < 0)
            continue; //~ socket-leak
        close(client);
    }
}
