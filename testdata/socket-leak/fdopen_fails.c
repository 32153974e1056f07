FILE *open_stream_bad(const struct sockaddr *addr)
{
    FILE *f;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return NULL;
    f = fdopen(fd, "r+");
    if (!f)
        return NULL; //~ socket-leak
    return f;
}

FILE *open_stream_ok(const struct sockaddr *addr)
{
    FILE *f;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return NULL;
    f = fdopen(fd, "r+");
    if (!f)
        close(fd);
    return f;
}

int use_stream_ok(const struct sockaddr *addr)
{
    FILE *f;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    f = fdopen(fd, "r+");
    if (f == NULL) {
        close(fd);
        return -1;
    }
    fclose(f);
    return 0;
}
