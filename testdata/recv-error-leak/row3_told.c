/* Row 3: the branch stores a value that the data path does not store: whoever looks after the object is told. */
struct conn { int fd; int state; int have; };

void state_ok(struct conn *c)
{
    char buf[64];
    if (recv(c->fd, buf, sizeof(buf), 0) < 0) {
        c->state = 3;
        return;
    }
    c->have = 1;
}

void result_is_stored_ok(struct conn *c)
{
    char buf[64];
    int n = recv(c->fd, buf, sizeof(buf), 0);
    c->have = n;
    if (n < 0)
        return;
    use(buf);
}

void same_on_all_paths_perhaps(struct conn *c)
{
    char buf[64];
    int n = recv(c->fd, buf, sizeof(buf), 0);
    c->state = 3;
    if (n < 0)
        return; //~ note recv-error-leak
    use(buf);
}

void counted_on_the_data_path_perhaps(struct conn *c)
{
    char buf[64];
    int n = recv(c->fd, buf, sizeof(buf), 0);
    if (n < 0)
        return; //~ note recv-error-leak
    c->have += n;
}
