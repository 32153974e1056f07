/* GLib: who closes what a channel, a stream or a GSocket was made of. */

GSocket *wrap_bad(int listener, GError **error)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return NULL;
    return g_socket_new_from_fd(fd, error); //~ socket-leak
}

GSocket *wrap_ok(int listener, GError **error)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return NULL;
    GSocket *made = g_socket_new_from_fd(fd, error);
    if (!made)
        g_close(fd, NULL);
    return made;
}

int channel_bad(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    GIOChannel *channel = g_io_channel_unix_new(fd);
    g_io_channel_set_encoding(channel, NULL, NULL);
    g_io_channel_unref(channel);
    return 0; //~ socket-leak
}

int channel_that_closes_ok(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    GIOChannel *channel = g_io_channel_unix_new(fd);
    g_io_channel_set_close_on_unref(channel, TRUE);
    g_io_channel_unref(channel);
    return 0;
}

int channel_that_does_not_bad(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    GIOChannel *channel = g_io_channel_unix_new(fd);
    g_io_channel_set_close_on_unref(channel, FALSE);
    g_io_channel_unref(channel);
    return 0; //~ socket-leak
}

int channel_shut_down_ok(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    GIOChannel *channel = g_io_channel_unix_new(fd);
    g_io_channel_shutdown(channel, TRUE, NULL);
    g_io_channel_unref(channel);
    return 0;
}

int channel_shut_down_twice_bad(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    GIOChannel *channel = g_io_channel_unix_new(fd);
    g_io_channel_shutdown(channel, TRUE, NULL);
    close(fd); //~ double-close
    g_io_channel_unref(channel);
    return 0;
}

guint watched_ok(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return 0;
    GIOChannel *channel = g_io_channel_unix_new(fd);
    guint id = g_io_add_watch(channel, G_IO_IN, on_input, NULL);
    g_io_channel_unref(channel);
    return id;
}

GInputStream *stream_ok(int listener)
{
    int fd = accept(listener, NULL, NULL);
    return fd < 0 ? NULL : g_unix_input_stream_new(fd, TRUE);
}

void stream_bad(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    GInputStream *stream = g_unix_input_stream_new(fd, FALSE);
    g_object_unref(stream);
} //~ socket-leak

void sent_bad(GUnixFDList *list, int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    g_unix_fd_list_append(list, fd, NULL);
} //~ socket-leak

int cleared_ok(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    g_unix_set_fd_nonblocking(fd, TRUE, NULL);
    g_clear_fd(&fd, NULL);
    if (fd >= 0)
        close(fd);
    return 0;
}

guint source_ok(int listener)
{
    int fd = accept(listener, NULL, NULL);
    return fd < 0 ? 0 : g_unix_fd_add(fd, G_IO_IN, on_input, NULL);
}
