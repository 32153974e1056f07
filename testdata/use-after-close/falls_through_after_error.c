int serve_bad(int listener)
{
    char buf[64];
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, buf, 4) < 0) {
        perror("setsockopt");
        close(fd);
    }
    recv(fd, buf, sizeof(buf), 0); //~ use-after-close
    return fd;
}

int serve_ok(int listener)
{
    char buf[64];
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, buf, 4) < 0) {
        perror("setsockopt");
        close(fd);
        return -1;
    }
    recv(fd, buf, sizeof(buf), 0);
    return fd;
}
