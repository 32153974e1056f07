/* Who is only asked whether the client may come in keeps nothing. */
int admit_bad(int listener)
{
    struct request_info request;
    int fd = accept(listener, 0, 0);
    if (fd < 0)
        return -1;
    request_init(&request, RQ_FILE, fd, RQ_DAEMON, "daemon", 0);
    fromhost(&request);
    if (!hosts_access(&request))
        return -1; //~ socket-leak
    close(fd);
    return 0;
}

int admit_ok(int listener)
{
    struct request_info request;
    int fd = accept(listener, 0, 0);
    if (fd < 0)
        return -1;
    request_init(&request, RQ_FILE, fd, RQ_DAEMON, "daemon", 0);
    fromhost(&request);
    if (!hosts_access(&request)) {
        close(fd);
        return -1;
    }
    close(fd);
    return 0;
}
