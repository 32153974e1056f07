/* A receive error on a datagram socket says nothing about a peer, but the socket made here is lost all the same. */
int ask_bad(const struct sockaddr *to, char *buf)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    if (s < 0)
        return -1;
    if (connect(s, to, sizeof(*to)) < 0) {
        close(s);
        return -1;
    }
    if (recv(s, buf, 512, 0) < 0)
        return -1; //~ socket-leak
    close(s);
    return 0;
}
