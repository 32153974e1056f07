int open_bad(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (set_close_on_exec(fd) < 0)
        return -1; //~ socket-leak
    if (sock_set_cloexec(fd) < 0)
        return -1; //~ socket-leak
    if (is_closed(fd))
        return -1; //~ socket-leak
    if (disclosed(fd))
        return -1; //~ socket-leak
    return fd;
}
