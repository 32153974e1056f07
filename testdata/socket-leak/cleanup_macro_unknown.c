/* The macros come from headers that are not here: their names say what they do. */
int probe_systemd_ok(const struct sockaddr *addr)
{
    _cleanup_close_ int fd = -1;
    fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -errno;
    return connect(fd, addr, sizeof(*addr));
}

int probe_glib_ok(const struct sockaddr *addr)
{
    g_autofd int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -errno;
    return connect(fd, addr, sizeof(*addr));
}
