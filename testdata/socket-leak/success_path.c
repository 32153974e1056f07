int local_mtu_bad(const char *name)
{
    struct ifreq ifr;
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return -1;
    if (ioctl(fd, SIOCGIFMTU, &ifr) < 0) {
        close(fd);
        return -1;
    }
    return ifr.ifr_mtu; //~ socket-leak
}

int local_mtu_ok(const char *name)
{
    struct ifreq ifr;
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return -1;
    if (ioctl(fd, SIOCGIFMTU, &ifr) < 0)
        ifr.ifr_mtu = -1;
    close(fd);
    return ifr.ifr_mtu;
}
