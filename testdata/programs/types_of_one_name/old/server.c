#include "server.h"

int old_start(struct server *server)
{
    server->listen_fd = socket(AF_INET, SOCK_STREAM, 0);
    return server->listen_fd == -1 ? -1 : socketpair(AF_UNIX, SOCK_STREAM, 0, server->wake);
}

/* The members of the other type are not forgotten here. */
void old_stop_ok(struct server *server)
{
    close(server->listen_fd);
    close(server->wake[0]);
    close(server->wake[1]);
    free(server);
}
