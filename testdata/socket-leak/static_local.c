int shared_ok(void)
{
    static int fd = -1;
    if (fd < 0)
        fd = socket(AF_INET, SOCK_DGRAM, 0);
    return fd >= 0;
}
