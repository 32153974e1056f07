/* One finding for each exit that loses it. */
int open_bad(const struct sockaddr *addr, int flags)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        return -1;
    if (flags & 1)
        return -2; //~ socket-leak
    if (flags & 2)
        return -3; //~ socket-leak
    if (flags & 4)
        goto out;
    return fd;
out:
    return -4; //~ socket-leak
}
