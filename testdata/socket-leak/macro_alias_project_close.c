#define net_finish close
#define BYE(s) net_finish(s)

int open_ok(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (connect(s, addr, sizeof(*addr)) != 0) {
        BYE(s);
        return -1;
    }
    net_finish(s);
    return 0;
}
