/* Names of Microsoft's run-time library, and a function that is a macro's name elsewhere. */
#ifndef ON_WINDOWS
#define end_serial(fd) close(fd)
#endif

int end_serial(int fd) {
    return fd > 2 ? 0 : -1;
}

int probe_ok(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == -1)
        return -1;
    if (listen(s, 1) != 0) {
        _close(s);
        return -1;
    }
    close(s);
    return 0;
}
