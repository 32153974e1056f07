static char buf[64];

void readable_ok(int fd, int *dead)
{
    int n = recv(fd, buf, sizeof(buf), 0);
    if (n < 0) {
        *dead = 1;
        return;
    }
    use(buf, n);
}
