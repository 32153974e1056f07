int wrap_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    fd = move_above_stderr(fd);
    return fd;
}
