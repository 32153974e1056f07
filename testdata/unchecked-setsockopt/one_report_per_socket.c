/* All calls on one socket in one function make one report, at the first that matters. */
void set_up_bad(int fd, int on, struct timeval tv)
{
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)); //~ unchecked-setsockopt
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv));
}

void set_up_two_bad(int one, int two, int on)
{
    setsockopt(one, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)); //~ unchecked-setsockopt
    setsockopt(two, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)); //~ unchecked-setsockopt
}
