int fetch_bad(int listener, char *buf)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    if (recv(fd, buf, 64, 0) < 0) {
        switch (errno) {
        case ECONNRESET:
            return -2; //~ recv-error-leak
        default:
            close(fd);
            return -1;
        }
    }
    close(fd);
    return 0;
}
