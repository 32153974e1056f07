/* A parameter that is set anew was the caller's before. */
struct stream {
    int fd;
};

struct stream *stream_on(int fd)
{
    struct stream *stream = malloc(sizeof(*stream));
    if (!stream)
        abort();
    stream->fd = fd;
    return stream;
}

static void wake(int fd)
{
    if (fd < 128) {
        int higher = fcntl(fd, F_DUPFD, 128);
        if (higher < 0)
            abort();
        close(fd);
        fd = higher;
    }
    run(stream_on(fd));
}

void accept_one_ok(int listener)
{
    int client = accept(listener, NULL, NULL);
    if (client < 0)
        return;
    wake(client);
}
