#define IS_VALID(s) ((s) >= 0)
#define FAILED(r) ((r) == -1)

int probe_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (!IS_VALID(s))
        return -1;
    if (FAILED(connect(s, addr, sizeof(*addr))))
        return -1; //~ socket-leak
    close(s);
    return 0;
}
