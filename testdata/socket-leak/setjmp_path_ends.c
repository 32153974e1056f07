static jmp_buf escape;

int open_ok(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        longjmp(escape, 1);
    if (connect(fd, addr, sizeof(*addr)) < 0)
        longjmp(escape, 2);
    return fd;
}
