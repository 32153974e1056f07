int negotiate(int listener)
{
    char byte;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    switch (recv(fd, &byte, 1, 0)) {
    case 1:
        break;
    case 0:
    default:
        close(fd);
        return -1;
    }
    return fd;
}
