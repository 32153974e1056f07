int dial(struct addrinfo *ai)
{
    int fd;
    for (; ai; ai = ai->ai_next, close(fd)) {
        fd = socket(ai->ai_family, ai->ai_socktype, 0);
        if (fd < 0)
            return -1;
        if (connect(fd, ai->ai_addr, ai->ai_addrlen) == 0)
            return fd;
    }
    return -1;
}
