/* FD_CLR and FD_ISSET only touch a set of numbers. */
void stop_ok(int fd, fd_set *set)
{
    shutdown(fd, SHUT_RDWR);
    close(fd);
    FD_CLR(fd, set);
}
