/* A socket that is 0 gets lost, too: `!s` is the wrong test, but here the loss of a good one counts. */
int probe_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0 || !s)
        return -1; //~ FN socket-leak: that 0 is a socket is for invalid-socket-check to say
    if (connect(s, addr, sizeof(*addr)))
        return -1; //~ socket-leak
    close(s);
    return 0;
}
