// What `main` frees on its way out, the end of the process takes the sockets of.
struct server {
    int listener;
};

static void server_open(struct server *server)
{
    server->listener = socket(AF_INET, SOCK_STREAM, 0);
    listen(server->listener, 5);
}

int main(void)
{
    struct server *server = calloc(1, sizeof(*server));
    server_open(server);
    serve(80);
    free(server);
    return 0;
}

void reload_bad(void)
{
    struct server *server = calloc(1, sizeof(*server));
    server_open(server);
    serve(80);
    free(server); //~ socket-leak
}
