#define MAX 30

void serve(int listener)
{
    int clients[MAX] = { 0 };
    char buf[256];
    for (;;) {
        fd_set set;
        int max = listener;
        FD_ZERO(&set);
        FD_SET(listener, &set);
        for (int i = 0; i < MAX; i++)
            if (clients[i] > 0) {
                FD_SET(clients[i], &set);
                if (clients[i] > max)
                    max = clients[i];
            }
        if (select(max + 1, &set, NULL, NULL, NULL) < 0)
            continue;
        if (FD_ISSET(listener, &set)) {
            int fd = accept(listener, NULL, NULL);
            if (fd < 0)
                exit(1);
            for (int i = 0; i < MAX; i++)
                if (clients[i] == 0) {
                    clients[i] = fd;
                    break;
                }
        } //~ socket-leak
        for (int i = 0; i < MAX; i++)
            if (FD_ISSET(clients[i], &set) && read(clients[i], buf, sizeof(buf)) == 0) {
                close(clients[i]);
                clients[i] = 0;
            }
    }
}
