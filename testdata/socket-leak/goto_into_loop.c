int poll_loop_bad(const struct sockaddr *addr)
{
    int tries = 0;
    int fd = socket(AF_INET, kind, 0);
    if (fd < 0)
        return -1;
    goto first;
    while (tries < 3) {
        sleep(1);
first:
        if (connect(fd, addr, sizeof(*addr)) == 0)
            return fd;
        tries++;
    }
    return -1; //~ socket-leak
}
