/* Had the pointer been null, the callee would not have come back. */
struct server { int port; int count; };

static int serve(struct server *server, int port)
{
    if (port == 0)
        return server->count;
    server->port = port;
    return 0;
}

int start(struct server *server)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    serve(server, 80);
    if (server)
        close(s);
    return 0;
}

/* One way back follows nothing. */
static int serve_perhaps(struct server *server, int port)
{
    if (port)
        server->port = port;
    return 0;
}

int start_perhaps(struct server *server)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    serve_perhaps(server, 80);
    if (server)
        close(s);
    return 0; //~ socket-leak
}

/* What others may store in the parameter, nobody has passed. */
static int serve_own(struct server *server)
{
    find_server(&server);
    return server->count;
}

int start_own(struct server *server)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    serve_own(server);
    if (server)
        close(s);
    return 0; //~ socket-leak
}
