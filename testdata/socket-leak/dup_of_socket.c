int tee_bad(int s)
{
    int copy = dup(s);
    if (copy < 0)
        return -1;
    if (send(copy, "x", 1, 0) < 0)
        return -1; //~ send-error-leak
    close(copy);
    return 0;
}

FILE *stream_bad(int s)
{
    int copy = dup(s);
    if (copy < 0)
        return NULL;
    if (getpeername(s, NULL, NULL) < 0)
        return NULL; //~ socket-leak
    return fdopen(copy, "r"); //~ socket-leak
}

/* What `closesocket` closes is a socket. */
void lower_bad(struct connection *c)
{
    int copy = dup(c->sock);
    if (copy >= 0 && copy < FD_SETSIZE) {
        closesocket(c->sock);
        c->sock = copy;
    }
} //~ socket-leak

void lower_ok(struct connection *c)
{
    int copy = dup(c->sock);
    if (copy >= 0 && copy < FD_SETSIZE) {
        closesocket(c->sock);
        c->sock = copy;
    } else if (copy >= 0) {
        closesocket(copy);
    }
}

/* A file, for all that is known. */
void lower_file_ok(struct reader *r)
{
    int copy = dup(r->fd);
    if (copy >= 0 && copy < FD_SETSIZE) {
        close(r->fd);
        r->fd = copy;
    }
}
