int announce_ok(int s, const struct sockaddr *to)
{
    if (sendto(s, "here", 4, 0, to, sizeof(*to)) < 0)
        return -1;
    return 0;
}

int announce_bad(const struct sockaddr *to)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    if (s < 0)
        return -1;
    if (sendto(s, "here", 4, 0, to, sizeof(*to)) < 0)
        return -1; //~ socket-leak
    close(s);
    return 0;
}
