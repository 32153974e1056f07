/* The failing call stands in an expression with side effects. */
int query_bad(struct ifreq *ifr)
{
    int rc, fd;
    if ((fd = socket(AF_INET, SOCK_DGRAM, 0)) < 0 || (rc = ioctl(fd, SIOCGIFADDR, ifr)) < 0) {
        perror(ifr->ifr_name);
        return -1; //~ socket-leak
    }
    close(fd);
    return rc;
}
