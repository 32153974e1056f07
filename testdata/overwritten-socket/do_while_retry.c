int dial_bad(const struct sockaddr *addr)
{
    int fd, tries = 0;
    do {
        fd = socket(AF_INET, SOCK_STREAM, 0); //~ overwritten-socket
        if (fd < 0)
            return -1;
        tries++;
    } while (connect(fd, addr, sizeof(*addr)) < 0 && tries < 5);
    return fd;
}
