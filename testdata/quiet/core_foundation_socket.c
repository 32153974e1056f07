/* The object that is made of it closes the socket. */
CFSocketRef listen_ok(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return NULL;
    if (bind(fd, addr, sizeof(*addr)) < 0) {
        close(fd);
        return NULL;
    }
    CFSocketRef made = CFSocketCreateWithNative(NULL, fd, kCFSocketAcceptCallBack, accepted, NULL);
    if (made == NULL)
        close(fd);
    return made;
}
