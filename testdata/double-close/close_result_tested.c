int stop_ok(int fd)
{
    shutdown(fd, SHUT_RDWR);
    if (close(fd) < 0) {
        perror("close");
        return -1;
    }
    return 0;
}
