/* The variable lives in the loop's body: the handle goes with it at `continue`. */
int dial_bad(struct addrinfo *list)
{
    struct addrinfo *ai;
    for (ai = list; ai != NULL; ai = ai->ai_next) {
        int fd = socket(ai->ai_family, ai->ai_socktype, 0);
        if (fd == -1)
            continue;
        if (connect(fd, ai->ai_addr, ai->ai_addrlen) == -1)
            continue; //~ socket-leak
        return fd;
    }
    return -1;
}
