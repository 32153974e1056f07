struct channel { int in; int out; };

int attach(struct channel *c, int is_socket, const struct sockaddr *addr)
{
    int sock = socket(AF_INET, SOCK_STREAM, 0);
    if (sock < 0)
        return -1;
    if (is_socket) {
        c->in = sock;
        c->out = sock;
    } else {
        c->in = sock;
        c->out = dup(sock);
    }
    return 0;
}
