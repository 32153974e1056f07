struct conn { int fd; int eof; int have; };

void readable_ok(struct conn *c)
{
    char buf[64];
    int n = recv(c->fd, buf, sizeof(buf), 0);
    if (n == 0) {
        c->eof = 1;
        return;
    }
    c->have = n;
}
