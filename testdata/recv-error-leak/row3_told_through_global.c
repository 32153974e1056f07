static char buf[64];
static int gone;

void readable_ok(int fd)
{
    int n = recv(fd, buf, sizeof(buf), 0);
    if (n < 0) {
        gone = 1;
        return;
    }
    use(buf, n);
}
