/* sock_close() is not visible: it is not known that it closes, so the second close proves nothing. */
void run_ok(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    sock_close(fd);
    close(fd);
}
