void drop(int fd);

int closed_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    drop(fd);
    return 0;
}
