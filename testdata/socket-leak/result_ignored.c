void fire_bad(int listener)
{
    accept(listener, NULL, NULL); //~ socket-leak
}

int has_ipv6_bad(void)
{
    return socket(AF_INET6, SOCK_DGRAM, 0) >= 0; //~ socket-leak
}

int has_ipv6_ok(void)
{
    int fd = socket(AF_INET6, SOCK_DGRAM, 0);
    if (fd < 0)
        return 0;
    close(fd);
    return 1;
}
