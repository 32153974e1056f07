/* Includes nothing: what the header and the definitions say counts all the same. */

int ask(const char *host)
{
    int fd = net_dial(host);
    if (fd < 0)
        return -1;
    if (net_watch(fd) < 0)
        return -1; //~ socket-leak
    net_end(fd);
    return 0;
}

int twice(const char *host)
{
    int fd = net_dial(host);
    if (fd < 0)
        return -1;
    net_end(fd);
    close(fd); //~ double-close
    return 0;
}

int store(const char *host)
{
    int fd = net_dial(host);
    if (fd < 0)
        return -1;
    net_store(fd);
    return 0;
}
