/* Closed before the next try, but after the last address the loop ends with the socket open. */
int dial_bad(struct addrinfo *ai)
{
    int fd = -1, rc = -1;
    while (ai) {
        if (fd >= 0)
            close(fd);
        fd = socket(ai->ai_family, ai->ai_socktype, 0);
        if (fd >= 0)
            rc = connect(fd, ai->ai_addr, ai->ai_addrlen);
        if (rc == 0)
            return fd;
        ai = ai->ai_next;
    }
    return -1; //~ socket-leak
}
