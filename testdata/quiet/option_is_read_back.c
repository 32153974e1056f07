int receive_buffer(int fd, int want)
{
    int got = 0;
    socklen_t len = sizeof(got);
    setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &want, sizeof(want));
    if (getsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &got, &len) < 0)
        return -1;
    return got;
}
