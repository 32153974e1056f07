#define unlikely(x) __builtin_expect(!!(x), 0)

int probe_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (unlikely(s < 0))
        return -1;
    if (unlikely(connect(s, addr, sizeof(*addr)) < 0))
        return -1; //~ socket-leak
    close(s);
    return 0;
}
