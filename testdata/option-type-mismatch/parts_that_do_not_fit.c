void levels(int fd)
{
    int on = 1;
    (void)setsockopt(fd, SOL_SOCKET, IPV6_V6ONLY, &on, sizeof(on)); //~ option-type-mismatch
    (void)setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on));
    (void)setsockopt(fd, SOL_TCP, TCP_NODELAY, &on, sizeof(on));
    (void)setsockopt(fd, IPPROTO_TCP, SO_KEEPALIVE, &on, sizeof(on)); //~ option-type-mismatch
}

void lengths(int fd, int *value)
{
    int on = 1;
    (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(&on)); //~ option-type-mismatch
    (void)setsockopt(fd, SOL_SOCKET, SO_SNDBUF, value, sizeof(value)); //~ option-type-mismatch
    (void)setsockopt(fd, SOL_SOCKET, SO_SNDBUF, value, sizeof(*value));
    (void)setsockopt(fd, SOL_SOCKET, SO_SNDBUF, (const char *)value, sizeof *value);
}

void types(int fd)
{
    int seconds = 5;
    char flag = 1;
    struct linger off = { 0, 0 };
    struct timeval wait = { 5, 0 };
    (void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, (char *)&seconds, sizeof(seconds)); //~ option-type-mismatch
    (void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, (char *)&wait, sizeof(struct timeval));
    (void)setsockopt(fd, SOL_SOCKET, SO_LINGER, &seconds, sizeof(int)); //~ option-type-mismatch
    (void)setsockopt(fd, SOL_SOCKET, SO_LINGER, &off, sizeof(off));
    (void)setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &flag, sizeof(flag)); //~ option-type-mismatch
    (void)setsockopt(fd, IPPROTO_IP, IP_MULTICAST_TTL, &flag, sizeof(flag));
}

/* What is as wide as an address has the size of one. */
void widths(int fd, void *context)
{
    intptr_t value = 1;
    (void)setsockopt(fd, SOL_SOCKET, SO_CONTEXT_OF_OURS, &value, sizeof(&value));
    (void)setsockopt(fd, SOL_SOCKET, SO_CONTEXT_OF_OURS, &context, sizeof(&context));
}

/* The size is that of the structure for the other family. */
void groups(int fd, struct in6_addr *group)
{
    struct ip_mreq four;
    struct ipv6_mreq six = { *group, 0 };
    (void)setsockopt(fd, IPPROTO_IPV6, IPV6_JOIN_GROUP, &six, sizeof(four)); //~ option-type-mismatch
    (void)setsockopt(fd, IPPROTO_IPV6, IPV6_JOIN_GROUP, &six, sizeof(struct ip_mreq)); //~ option-type-mismatch
    (void)setsockopt(fd, IPPROTO_IPV6, IPV6_JOIN_GROUP, &six, sizeof(six));
    (void)setsockopt(fd, IPPROTO_IPV6, IPV6_JOIN_GROUP, &six, sizeof(struct ipv6_mreq));
}
