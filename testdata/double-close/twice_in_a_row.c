void stop_bad(int fd)
{
    shutdown(fd, SHUT_RDWR);
    close(fd);
    close(fd); //~ double-close
}

void stop_ok(int fd)
{
    shutdown(fd, SHUT_RDWR);
    close(fd);
}
