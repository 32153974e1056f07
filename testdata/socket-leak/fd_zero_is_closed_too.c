/* Daemons make sure that 0 to 2 are open; a socket may get one of these numbers. */
int daemon_ok(void)
{
    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    while (fd >= 0 && fd <= 2)
        fd = dup(fd);
    if (fd > 2)
        close(fd);
    return 0;
}
