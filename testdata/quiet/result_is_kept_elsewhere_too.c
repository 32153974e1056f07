// What a function returns and keeps besides is not its caller's.
static int log_fd = -1;

static int log_socket(void)
{
    if (log_fd < 0)
        log_fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    return log_fd;
}

int log_line_ok(const char *text, int length)
{
    int fd = log_socket();
    if (fd < 0)
        return -1;
    send(fd, text, length, 0);
    return 0;
}

static int client_connect(struct client *c)
{
    c->sock = socket(AF_INET, SOCK_STREAM, 0);
    if (c->sock < 0)
        return -1;
    return c->sock;
}

int client_start_ok(struct client *c)
{
    if (client_connect(c) < 0)
        return -1;
    c->is_up = 1;
    return 0;
}
