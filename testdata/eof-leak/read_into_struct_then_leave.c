struct header { int size; int kind; };

int read_header_bad(int listener, struct header *h)
{
    int n, fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    n = recv(fd, h, sizeof(*h), 0);
    if (n == 0) {
        h->size = 0;
        return -1; //~ eof-leak
    }
    close(fd);
    return n;
}
