// The number goes on inside another one, with which the callee closes it.
int dial_ok(int is_text)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    return stream_open((fd << 1) | is_text);
}

static FILE *wrap(unsigned coded)
{
    return fdopen(coded >> 1, coded & 1 ? "w" : "r");
}

int talk_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    FILE *stream = wrap(fd << 1);
    if (stream)
        fclose(stream);
    return 0;
}

int start_ok(pthread_t *thread, const pthread_attr_t *attr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (pthread_create(thread, attr, serve, (char *)NULL + fd) != 0)
        close(fd);
    return 0;
}
