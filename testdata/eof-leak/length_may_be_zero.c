/* A receive of 0 bytes gives 0 and tells nothing of the peer. */
struct conn { int fd; char *data; int size; };

int fill_ok(struct conn *c)
{
    if (recv(c->fd, c->data, 0, 0) == 0)
        return 1;
    return 0;
}
