#define CLOSE_SOCK(s) do { if ((s) >= 0) { close(s); (s) = -1; } } while (0)

void run_ok(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd >= 0 && greet(fd) < 0)
        CLOSE_SOCK(fd);
    CLOSE_SOCK(fd);
}
