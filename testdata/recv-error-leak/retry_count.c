int fetch_bad(int listener, char *buf)
{
    int tries = 0, n;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    while ((n = recv(fd, buf, 64, 0)) < 0) {
        if (++tries > 3)
            return -1; //~ recv-error-leak
        sleep(1);
    }
    close(fd);
    return n;
}
