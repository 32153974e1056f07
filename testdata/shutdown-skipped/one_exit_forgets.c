/* Every other exit shuts the connection down before it closes it. */
int answer_bad(int fd, const char *text, size_t len)
{
    if (send(fd, text, len, 0) < 0) {
        shutdown(fd, SHUT_RDWR);
        close(fd);
        return -1;
    }
    if (is_last(text)) {
        close(fd); //~ shutdown-skipped
        return 0;
    }
    shutdown(fd, SHUT_RDWR);
    close(fd);
    return 1;
}

int answer_ok(int fd, const char *text, size_t len)
{
    if (send(fd, text, len, 0) < 0) {
        shutdown(fd, SHUT_RDWR);
        close(fd);
        return -1;
    }
    shutdown(fd, SHUT_RDWR);
    close(fd);
    return is_last(text) ? 0 : 1;
}
