void run_ok(int listener)
{
    int closed = 0;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    if (greet(fd) < 0) {
        close(fd);
        closed = 1;
    }
    if (!closed)
        close(fd);
}
