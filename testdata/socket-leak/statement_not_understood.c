/* Nobody knows what the strange statement does with `fd`: at most possible, so not shown. */
int open_ok(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    foreach @item in fd.items ==> { give(fd) };
    return 0;
}
