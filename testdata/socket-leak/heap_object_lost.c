struct conn { int fd; };

int conn_test_bad(void)
{
    struct conn *c = calloc(1, sizeof(*c));
    if (!c)
        return -1;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    return 0; //~ socket-leak
}
