struct conn { int fd; char buf[64]; int have; };

int readable_ok(struct conn *c)
{
    int n = recv(c->fd, c->buf, sizeof(c->buf), 0);
    if (n < 0) {
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            return 0;
        close(c->fd);
        return -1;
    }
    c->have = n;
    return 1;
}

int readable_winsock_ok(struct conn *c)
{
    int n = recv(c->fd, c->buf, sizeof(c->buf), 0);
    if (n == SOCKET_ERROR) {
        int code = WSAGetLastError();
        if (code == WSAEWOULDBLOCK)
            return 0;
        closesocket(c->fd);
        return -1;
    }
    c->have = n;
    return 1;
}

int readable_helper_ok(struct conn *c)
{
    int n = recv(c->fd, c->buf, sizeof(c->buf), 0);
    if (n < 0 && !would_block(errno)) {
        close(c->fd);
        return -1;
    }
    return 1;
}
