int run_ok(int fd)
{
    if (fork() == 0) {
        close(fd);
        _exit(0);
    }
    return send(fd, "x", 1, 0);
}
