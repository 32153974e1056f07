void serve(int listener)
{
    struct pollfd fds[64];
    int n = 1;
    char buf[256];
    fds[0].fd = listener;
    fds[0].events = POLLIN;
    for (;;) {
        if (poll(fds, n, -1) < 0)
            continue;
        if ((fds[0].revents & POLLIN) && n < 64) {
            int client = accept(listener, NULL, NULL);
            if (client >= 0) {
                fds[n].fd = client;
                fds[n].events = POLLIN;
                n++;
            } else {
                sleep(1);
            }
        }
        for (int i = 1; i < n; i++) {
            if (fds[i].revents == 0)
                continue;
            if (recv(fds[i].fd, buf, sizeof(buf), 0) <= 0) {
                close(fds[i].fd);
                fds[i] = fds[--n];
            }
        }
    }
}
