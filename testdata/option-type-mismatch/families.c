int only_v6_bad(void)
{
    int on = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on) < 0) { //~ option-type-mismatch
        close(fd);
        return -1;
    }
    return fd;
}

int only_v6_ok(void)
{
    int on = 1, fd = socket(AF_INET6, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int header_bad(void)
{
    int on = 1, fd = socket(AF_INET6, SOCK_RAW, IPPROTO_RAW);
    if (fd < 0)
        return -1;
    if (setsockopt(fd, IPPROTO_IP, IP_HDRINCL, &on, sizeof on) < 0) { //~ option-type-mismatch
        close(fd);
        return -1;
    }
    return fd;
}

/* It may carry IPv4 as well. */
int tos_ok(int tos)
{
    int fd = socket(AF_INET6, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (setsockopt(fd, IPPROTO_IP, IP_TOS, &tos, sizeof tos) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int either_ok(int v6)
{
    int on = 1, fd = v6 ? socket(AF_INET6, SOCK_STREAM, 0) : socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (v6 && setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}
