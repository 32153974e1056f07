void serve_bad(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    for (int i = 0; i < 2; i++)
        close(fd); //~ FN double-close: a close that repeats itself is left to close-retry
}

void serve_ok(int listener)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0)
            return;
        close(fd);
    }
}
