/* GCC's attributes for descriptors: the argument must be open, and a function whose name does not say more only uses it. */

int write_bytes(int fd, const char *bytes) __attribute__((fd_arg_write(1), nonnull(2)));
[[gnu::fd_arg_read(2)]] int add_input(struct parser *parser, int fd);
void conn_close(int fd) __attribute__((fd_arg(1)));

int used_bad(const char *bytes)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    return write_bytes(fd, bytes); //~ socket-leak
}

int used_after_close_bad(const char *bytes)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    close(fd);
    return write_bytes(fd, bytes); //~ use-after-close
}

int used_ok(const char *bytes)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    int n = write_bytes(fd, bytes);
    close(fd);
    return n;
}

/* What the name says the attribute does not deny. */
int closed_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    conn_close(fd);
    return 0;
}

int perhaps_kept_ok(struct parser *parser)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    return add_input(parser, fd);
}
