void serve_bad(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    for (int i = 0; i < 2; i++)
        close(fd); //~ double-close
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

void close_again_ok(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    while (close(fd) < 0 && errno == EINTR) //~ close-retry
        ;
}
