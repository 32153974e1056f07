/* A datagram may be empty: 0 is no end. */
static char buf[512];

int from_ok(int s)
{
    struct sockaddr_in peer;
    socklen_t len = sizeof(peer);
    int n = recvfrom(s, buf, sizeof(buf), 0, (struct sockaddr *)&peer, &len);
    if (n == 0)
        return 0;
    return n;
}

int made_as_datagram_bad(void)
{
    int s = socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    if (s < 0)
        return -1;
    if (recv(s, buf, sizeof(buf), 0) == 0)
        return 0; //~ socket-leak
    close(s);
    return 1;
}

int made_with_flags_ok(void)
{
    int s = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    int n;
    if (s < 0)
        return -1;
    n = recv(s, buf, sizeof(buf), 0);
    close(s);
    return n;
}
