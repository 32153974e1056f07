int stop_ok(int fd, int *table, int n)
{
    close(fd);
    for (int i = 0; i < n; i++)
        if (table[i] == fd)
            table[i] = -1;
    return fd > 2;
}
