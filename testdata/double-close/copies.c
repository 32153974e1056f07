void stop_bad(int listener)
{
    int fd = accept(listener, NULL, NULL);
    int same = fd;
    if (fd < 0)
        return;
    close(fd);
    close(same); //~ double-close
}

void stop_dup_ok(int listener)
{
    int fd = accept(listener, NULL, NULL);
    int other;
    if (fd < 0)
        return;
    other = dup(fd);
    close(fd);
    if (other >= 0)
        close(other);
}
