/* Row 3: the branch stores a value that the data path does not store: whoever looks after the object is told. */
struct conn { int fd; int state; int have; char buf[64]; };

void readable_ok(struct conn *c)
{
    int n = recv(c->fd, c->buf, sizeof(c->buf), 0);
    if (n < 0) {
        c->state = 3;
        return;
    }
    c->have = n;
}

void result_is_stored_ok(struct conn *c)
{
    int n = recv(c->fd, c->buf, sizeof(c->buf), 0);
    c->have = n;
    if (n < 0)
        return;
    use(c->buf);
}

void same_on_all_paths_perhaps(struct conn *c)
{
    int n = recv(c->fd, c->buf, sizeof(c->buf), 0);
    c->state = 3;
    if (n < 0)
        return; //~ note recv-error-leak
    use(c->buf);
}
