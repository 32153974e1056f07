// A library function takes the listener over. The tests have a stand-in for it, which says nothing about the real one.
struct daemon *serve_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return NULL;
    struct daemon *daemon = daemon_start(8080, fd, handler);
    if (daemon == NULL) {
        close(fd);
        return NULL;
    }
    return daemon;
}
