/* Where a shutdown would change nothing. */

int serve_ok(int listener, char *buf, size_t size)
{
    int n;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    if (!is_allowed(listener)) {
        close(fd);
        return -1;
    }
    n = recv(fd, buf, size, 0);
    if (n <= 0) {
        close(fd);
        return -1;
    }
    if (is_bad(buf)) {
        shutdown(fd, SHUT_RDWR);
        close(fd);
        return -1;
    }
    shutdown(fd, SHUT_RDWR);
    close(fd);
    return 0;
}
