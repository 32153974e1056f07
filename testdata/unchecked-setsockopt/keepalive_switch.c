void set_up_perhaps(int fd, int on)
{
    setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on)); //~ note unchecked-setsockopt
}
