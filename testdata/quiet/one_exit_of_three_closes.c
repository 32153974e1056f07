/* What is another's, one exit closes and the others do not: that one is the odd one, if any. */
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

struct iface {
    int receive, send, index;
};

int join(struct iface *iface, int sock, const struct ipv6_mreq *group)
{
    int on = 0;
    if (iface->receive == sock && setsockopt(sock, IPPROTO_IPV6, IPV6_JOIN_GROUP, group, sizeof *group) < 0)
        return -1;
    if (setsockopt(sock, IPPROTO_IPV6, IPV6_MULTICAST_IF, &iface->index, sizeof iface->index) < 0)
        return -1;
    if (setsockopt(sock, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on) < 0) {
        close(sock);
        return -1;
    }
    return 0;
}

void up(struct iface *iface, const struct ipv6_mreq *group)
{
    join(iface, iface->receive, group);
    join(iface, iface->send, group);
}
