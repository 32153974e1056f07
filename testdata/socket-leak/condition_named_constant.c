#define NO_SOCKET (-1)
enum { OK = 0, FAIL = -1 };

int probe_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == NO_SOCKET)
        return FAIL;
    if (connect(s, addr, sizeof(*addr)) != OK)
        return FAIL; //~ socket-leak
    close(s);
    return OK;
}
