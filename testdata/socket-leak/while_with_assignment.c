int first_bad(struct addrinfo *ai)
{
    int fd = -1;
    while (ai && (fd = socket(ai->ai_family, ai->ai_socktype, 0)) < 0)
        ai = ai->ai_next;
    if (fd < 0)
        return -1;
    if (listen(fd, 5) < 0)
        return -1; //~ socket-leak
    return fd;
}
