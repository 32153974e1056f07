// Who is given the descriptor and a function most likely calls that with it.
int watch_perhaps(struct loop *loop)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return -1;
    loop_add(loop, fd, on_readable);
    return 0;
}
