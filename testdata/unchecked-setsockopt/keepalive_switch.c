void set_up_bad(int fd, int on)
{
    setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on)); //~ unchecked-setsockopt
}
