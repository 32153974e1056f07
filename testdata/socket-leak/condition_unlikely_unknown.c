/* The macro's definition is in a header that is not here. */
int probe_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (unlikely(s < 0))
        return -1;
    if (likely(connect(s, addr, sizeof(*addr)) == 0)) {
        close(s);
        return 0;
    }
    return -1; //~ socket-leak
}
