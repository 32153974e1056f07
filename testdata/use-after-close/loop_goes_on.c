void pump_bad(int fd)
{
    char buf[64];
    for (;;) {
        int n = recv(fd, buf, sizeof(buf), 0); //~ use-after-close
        if (n == 0)
            close(fd);
        else
            use(buf, n);
    }
}

void pump_ok(int fd)
{
    char buf[64];
    for (;;) {
        int n = recv(fd, buf, sizeof(buf), 0);
        if (n <= 0) {
            close(fd);
            break;
        }
        use(buf, n);
    }
}
