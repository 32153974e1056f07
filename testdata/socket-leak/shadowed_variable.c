int open_bad(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    {
        int fd = socket(AF_INET6, SOCK_STREAM, 0);
        if (fd >= 0)
            close(fd);
    }
    return 0; //~ socket-leak
}
