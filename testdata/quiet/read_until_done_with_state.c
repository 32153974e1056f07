struct parser { int state; int error; };

int feed(int fd, struct parser *p)
{
    char buf[256];
    while (p->state != 2) {
        ssize_t n = recv(fd, buf, sizeof(buf), 0);
        if (n <= 0) {
            p->error = 1;
            return -1;
        }
        parse(p, buf, n);
    }
    return 0;
}
