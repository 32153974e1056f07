void *open_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    return (void *)(intptr_t)fd;
}

unsigned open_unsigned_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    return (unsigned)fd;
}
