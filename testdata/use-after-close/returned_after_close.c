/* The caller gets the number of a closed descriptor. */
int dial_bad(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0)
        close(fd);
    return fd; //~ FN use-after-close: returning a closed number is not seen as a use
}
