static char buf[512];

int resolver_perhaps(int s)
{
    if (recvfrom(s, buf, sizeof(buf), 0, NULL, NULL) < 0) {
        return -1; //~ note recv-error-leak
    }
    return 0;
}

int resolver_with_address_ok(int s)
{
    struct sockaddr_in from;
    socklen_t len = sizeof(from);
    if (recvfrom(s, buf, sizeof(buf), 0, (struct sockaddr *)&from, &len) < 0)
        return -1;
    return 0;
}

int resolver_sends_with_address_ok(int s, const struct sockaddr *to)
{
    if (sendto(s, "?", 1, 0, to, sizeof(*to)) < 0)
        return -1;
    if (recv(s, buf, sizeof(buf), 0) < 0)
        return -1;
    return 0;
}
