/* Nothing here calls a socket function but the closers of what members hold. */
#include "pair.h"

void worker_end(struct worker *w)
{
    if (w->ipc[0] >= 0)
        close(w->ipc[0]);
    free(w); //~ socket-leak
}

void server_take(struct server *server, struct stream *client)
{
    if (stream_open(client, server->accepted)) {
        server->accepted = -1; //~ overwritten-socket
        net_close(server->accepted);
    }
}

void worker_end_ok(struct worker *w)
{
    if (w->ipc[0] >= 0)
        close(w->ipc[0]);
    if (w->ipc[1] >= 0)
        close(w->ipc[1]);
    free(w);
}

void leave(struct worker *w)
{
    close(w->ipc[0]);
    free(w);
    exit(0);
}

void server_end(struct server *server)
{
    net_close(server->accepted);
}
