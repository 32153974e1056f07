#include "pair.h"

int worker_new(struct worker *w)
{
    return socketpair(AF_UNIX, SOCK_STREAM, 0, w->ipc);
}

void server_step(struct server *server, int listener)
{
    server->accepted = accept(listener, NULL, NULL);
}

int net_close(int fd)
{
    int status;
    do {
        status = close(fd); //~ close-retry
    } while (status == -1 && errno == EINTR);
    return status;
}
