#include "server.h"

int new_start(struct server *server)
{
    server->listener = socket(AF_INET, SOCK_STREAM, 0);
    server->control = socket(AF_INET, SOCK_STREAM, 0);
    server->notify = socket(AF_INET, SOCK_STREAM, 0);
    return 0;
}

void new_stop_bad(struct server *server)
{
    close(server->listener);
    close(server->control);
    free(server); //~ socket-leak
}
