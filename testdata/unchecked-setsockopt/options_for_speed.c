void no_delay_perhaps(int fd, int on)
{
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)); //~ note unchecked-setsockopt
}

void buffers_perhaps(int fd, int size)
{
    setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof(size)); //~ note unchecked-setsockopt
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
}

void tos_perhaps(int fd, int tos)
{
    setsockopt(fd, IPPROTO_IP, IP_TOS, &tos, sizeof(tos)); //~ note unchecked-setsockopt
}

void keepalive_perhaps(int fd, int seconds)
{
    setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &seconds, sizeof(seconds)); //~ note unchecked-setsockopt
}
