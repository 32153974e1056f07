int dial_bad(struct addrinfo *list)
{
    int fd = -1;
    for (struct addrinfo *ai = list; ai; ai = ai->ai_next) {
        fd = socket(ai->ai_family, ai->ai_socktype, 0);
        if (fd < 0)
            continue;
        if (connect(fd, ai->ai_addr, ai->ai_addrlen) < 0) {
            fd = -1; //~ overwritten-socket
            continue;
        }
        break;
    }
    return fd;
}
