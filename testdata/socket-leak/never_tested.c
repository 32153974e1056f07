int ask_bad(const struct sockaddr *addr, char *buf)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    connect(fd, addr, sizeof(*addr)); //~ unchecked-socket-call
    recv(fd, buf, 16, 0);
    return 0; //~ socket-leak
}
