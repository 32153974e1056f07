void stop_ok(int fd)
{
    close(fd);
    printf("closed %d\n", fd);
    log_debug("closed", fd);
}
