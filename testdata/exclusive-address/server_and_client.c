#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

int serve_bad(int s, const struct sockaddr *at)
{
    int on = 1;
    if (setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof(on)) != 0) //~ exclusive-address
        return -1;
    if (bind(s, at, sizeof(struct sockaddr)) != 0)
        return -1;
    return listen(s, 5);
}

int serve_ok(int s, const struct sockaddr *at)
{
    int on = 1;
#ifdef _WIN32
    if (setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on)) != 0)
#else
    if (setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof(on)) != 0)
#endif
        return -1;
    if (bind(s, at, sizeof(struct sockaddr)) != 0)
        return -1;
    return listen(s, 5);
}

/* The condition has a name of its own, and keeps it from Windows. */
int kept_from_windows_ok(SOCKET s, const struct sockaddr *at, int len)
{
    int on = 1;
#ifndef LIB_WINSOCK
    if (setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof on) != 0)
        return -1;
#endif
    if (bind(s, at, len) != 0)
        return -1;
    return listen(s, 5);
}

/* Whoever leaves a group is in one, and its members share the address. */
int member_of_a_group_ok(SOCKET s, const struct sockaddr *at, struct ipv6_mreq *group)
{
    int on = 1;
    if (setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof(on)) != 0)
        return -1;
    if (bind(s, at, sizeof(struct sockaddr)) != 0 || listen(s, 5) != 0)
        return -1;
    return setsockopt(s, IPPROTO_IPV6, IPV6_LEAVE_GROUP, (char *)group, sizeof(*group));
}
