/* The member is set to hold none first, and what is closed then is nothing. */

struct server {
    int listener;
    int accepted;
};

void wait_for_one(struct server *server)
{
    server->accepted = accept(server->listener, 0, 0);
}

int refuse_bad(struct server *server)
{
    if (shutdown(server->accepted, SHUT_WR) < 0)
        return -1;
    server->accepted = -1; //~ overwritten-socket
    close(server->accepted);
    return 0;
}

int refuse_ok(struct server *server)
{
    if (shutdown(server->accepted, SHUT_WR) < 0)
        return -1;
    close(server->accepted);
    server->accepted = -1;
    return 0;
}
