/* fcntl that fails is not explored for anything but leaks. */
int receive(int fd, char *buf)
{
    int flags = fcntl(fd, F_GETFL, 0);
    fcntl(fd, F_SETFL, flags | O_NONBLOCK);
    return recv(fd, buf, 64, 0);
}
