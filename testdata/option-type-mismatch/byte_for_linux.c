/* What Linux takes in one byte the BSDs want as an `int`. */
typedef uint8_t octet;

int service_bad(int fd, uint8_t tos)
{
    return setsockopt(fd, IPPROTO_IP, IP_TOS, &tos, sizeof tos); //~ note option-type-mismatch
}

/* Minded for one of them only. */
int arms_bad(int fd, octet tos)
{
#if ON_FREEBSD
    int wide = tos;
    return setsockopt(fd, IPPROTO_IP, IP_TOS, &wide, sizeof(wide));
#else
    return setsockopt(fd, IPPROTO_IP, IP_TOS, &tos, sizeof(octet)); //~ note option-type-mismatch
#endif
}

int service_ok(int fd, uint8_t tos)
{
    int wide = tos;
    return setsockopt(fd, IPPROTO_IP, IP_TOS, &wide, sizeof wide);
}

/* One byte is what all want here. */
int hops_ok(int fd, uint8_t hops)
{
    return setsockopt(fd, IPPROTO_IP, IP_MULTICAST_TTL, &hops, sizeof hops);
}
