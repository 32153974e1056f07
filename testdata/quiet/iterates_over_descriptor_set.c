void pump(fd_set *master, int max, int listener)
{
    char buf[256];
    fd_set ready = *master;
    select(max + 1, &ready, NULL, NULL, NULL);
    for (int i = 0; i <= max; i++) {
        if (!FD_ISSET(i, &ready))
            continue;
        if (i == listener) {
            int client = accept(listener, NULL, NULL);
            if (client >= 0)
                FD_SET(client, master);
        } else {
            int n = recv(i, buf, sizeof(buf), 0);
            if (n <= 0) {
                close(i);
                FD_CLR(i, master);
            } else {
                send(i, buf, n, 0);
            }
        }
    }
}
