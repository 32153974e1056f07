// Where closing it has failed, who goes on with it takes it to be open.
int stop_ok(int fd)
{
    int result;
    shutdown(fd, SHUT_WR);
    result = close(fd);
    if (result != 0 && errno == EAGAIN) {
        int on = 0;
        setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on)) < 0 ? report() : done();
        return -1;
    }
    return result;
}

int stop_bad(int fd)
{
    int result, on = 0;
    shutdown(fd, SHUT_WR);
    result = close(fd);
    if (setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on)) < 0) //~ use-after-close
        return -1;
    return result;
}
