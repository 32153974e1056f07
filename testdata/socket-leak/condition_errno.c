int probe_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -errno;
    if (connect(s, addr, sizeof(*addr)) < 0 && errno != EINPROGRESS)
        return -errno; //~ socket-leak
    return s;
}
