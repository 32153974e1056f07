/* A set that ends with the function keeps nothing. */
int ask_bad(const struct sockaddr *addr, struct timeval patience)
{
    fd_set ready;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (connect(s, addr, sizeof(*addr)) < 0) {
        close(s);
        return -1;
    }
    FD_ZERO(&ready);
    FD_SET(s, &ready);
    if (select(s + 1, &ready, NULL, NULL, &patience) <= 0)
        return -1; //~ socket-leak
    if (FD_ISSET(s, &ready))
        answer();
    close(s);
    return 0;
}

/* Put in and taken out again: the set does not keep it. */
int watch_for_a_while_bad(int listener, fd_set *watched)
{
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    FD_SET(s, watched);
    FD_CLR(s, watched);
    return -1; //~ socket-leak
}

int watch_ok(int listener, fd_set *watched)
{
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    FD_SET(s, watched);
    return 0;
}
