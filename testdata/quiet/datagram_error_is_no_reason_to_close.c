/* An ICMP unreachable shows up as a receive error; the socket goes on serving others. */
struct endpoint { int fd; };

int endpoint_read(struct endpoint *e)
{
    char buf[1500];
    struct sockaddr_in from;
    socklen_t len = sizeof(from);
    ssize_t n = recvfrom(e->fd, buf, sizeof(buf), 0, (struct sockaddr *)&from, &len);
    if (n < 0) {
        if (errno == ECONNREFUSED)
            return -2;
        return -1;
    }
    return handle(buf, n, &from);
}
