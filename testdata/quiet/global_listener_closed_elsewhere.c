static int listener = -1;

int listener_open(const struct sockaddr *addr)
{
    listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0)
        return -1;
    if (bind(listener, addr, sizeof(*addr)) < 0)
        return -1;
    return listen(listener, 8);
}

void listener_close(void)
{
    if (listener >= 0)
        close(listener);
    listener = -1;
}
