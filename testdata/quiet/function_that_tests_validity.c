// A function that only tests its argument says as much as the test itself.
static int is_valid(int fd)
{
    return fd >= 0;
}

int opened(struct sockaddr *addr, int len)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (!is_valid(s))
        return -1;
    if (connect(s, addr, len) != 0) {
        close(s);
        return -1;
    }
    return s;
}
