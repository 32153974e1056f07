#define RETURN_IF_NEGATIVE(x) \
    do {                      \
        if ((x) < 0)          \
            return -1;        \
    } while (0)
#define NET_END(s) net_end_(s)
#define net_end_ close

static inline int net_open(int family)
{
    return socket(family, SOCK_STREAM, 0);
}
