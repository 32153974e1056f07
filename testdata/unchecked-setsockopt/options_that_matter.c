void reuse_port_bad(int fd, int on)
{
    setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof(on)); //~ unchecked-setsockopt
}

void v6_only_bad(int fd, int on)
{
    setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on)); //~ unchecked-setsockopt
}

void exclusive_bad(SOCKET s, BOOL on)
{
    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on)); //~ unchecked-setsockopt
}

void receive_timeout_bad(int fd, struct timeval tv)
{
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv)); //~ unchecked-setsockopt
}

void send_timeout_bad(int fd, struct timeval tv)
{
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &tv, sizeof(tv)); //~ unchecked-setsockopt
}

void linger_bad(int fd, struct linger lg)
{
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &lg, sizeof(lg)); //~ unchecked-setsockopt
}

void membership_bad(int fd, struct ip_mreq group)
{
    setsockopt(fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &group, sizeof(group)); //~ unchecked-setsockopt
}

void device_bad(int fd, const char *name)
{
    setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, name, strlen(name)); //~ unchecked-setsockopt
}

void packet_information_bad(int fd, int on)
{
    setsockopt(fd, IPPROTO_IPV6, IPV6_PKTINFO, &on, sizeof(on)); //~ unchecked-setsockopt
}
