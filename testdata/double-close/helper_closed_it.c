static void finish(int fd)
{
    shutdown(fd, SHUT_WR);
    close(fd);
}

void run_bad(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    finish(fd);
    close(fd); //~ double-close
}

void run_ok(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    finish(fd);
}
