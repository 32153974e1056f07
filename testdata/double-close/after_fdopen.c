/* The stream owns the descriptor. */
void log_bad(const struct sockaddr *addr)
{
    FILE *f;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    f = fdopen(fd, "w");
    if (!f) {
        close(fd);
        return;
    }
    fclose(f);
    close(fd); //~ FN double-close: the descriptor is not followed into the stream
}
