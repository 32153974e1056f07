struct conn { int fd; int eof; int have; char buf[64]; };

void readable_ok(struct conn *c)
{
    int n = recv(c->fd, c->buf, sizeof(c->buf), 0);
    if (n == 0) {
        c->eof = 1;
        return;
    }
    c->have = n;
}
