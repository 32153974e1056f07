/* The value is read back: somebody looks whether it worked. */
int set_up_ok(int fd, int size)
{
    socklen_t len = sizeof(size);
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
    getsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, &len);
    return size;
}
