/* Row 6: hands recv's own data or result to callers that are not here. */
int read_full_ok(int fd, char *buf, int len)
{
    int have = 0;
    while (have < len) {
        int n = recv(fd, buf + have, len - have, 0);
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        have += n;
    }
    return have;
}

struct tls { int fd; };

ssize_t tls_read_ok(struct tls *t, void *data, size_t size)
{
    return recv(t->fd, data, size, 0);
}

int next_byte_ok(int fd)
{
    unsigned char byte;
    int n = recv(fd, &byte, 1, 0);
    if (n < 0)
        return n;
    return byte;
}
