void stop_ok(int fd, int hard)
{
    if (hard)
        close(fd);
    else
        send(fd, "bye", 3, 0);
}

void stop_correlated_ok(int fd, int hard)
{
    if (hard)
        close(fd);
    work();
    if (!hard) {
        send(fd, "bye", 3, 0);
        close(fd);
    }
}
