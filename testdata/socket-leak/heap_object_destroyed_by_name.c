/* conn_free() is not visible: its name says that it ends the object. */
struct conn { int fd; };

int conn_test_ok(struct conn *(*make)(void))
{
    struct conn *c = make();
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    conn_free(c);
    return 0;
}
