int scan_bad(const struct sockaddr *addrs, int n)
{
    int fd = socket(AF_INET, kind, 0);
    if (fd < 0)
        return -1;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < 3; j++)
            if (connect(fd, &addrs[i], sizeof(addrs[i])) == 0)
                goto up;
    close(fd);
    return -1;
up:
    return 0; //~ socket-leak
}

int scan_ok(const struct sockaddr *addrs, int n)
{
    int fd = socket(AF_INET, kind, 0);
    if (fd < 0)
        return -1;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < 3; j++)
            if (connect(fd, &addrs[i], sizeof(addrs[i])) == 0)
                goto up;
    close(fd);
    return -1;
up:
    return fd;
}
