/* Whoever has the channel has the socket, also if a function of the project makes it. */
GIOChannel *channel_new(int fd)
{
    GIOChannel *channel = g_io_channel_unix_new(fd);
    g_io_channel_set_encoding(channel, NULL, NULL);
    return channel;
}

GIOChannel *dial_ok(const struct sockaddr *to, int len)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == -1)
        return NULL;
    if (connect(s, to, len) != 0) {
        close(s);
        return NULL;
    }
    return channel_new(s);
}

GIOChannel *dial_bad(const struct sockaddr *to, int len)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == -1)
        return NULL;
    if (connect(s, to, len) != 0)
        return NULL; //~ socket-leak
    return channel_new(s);
}
