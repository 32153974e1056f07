int load(const char *path)
{
    char buf[64];
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        return -1;
    if (read(fd, buf, sizeof(buf)) <= 0)
        return -1;
    return fd;
}

int run(void)
{
    int p[2];
    if (pipe(p) < 0)
        return -1;
    if (fork() == 0)
        return -1;
    write(p[1], "x", 1);
    return 0;
}
