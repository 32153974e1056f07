void on_readable_bad(int fd)
{
    char buf[64];
    int n = recv(fd, buf, sizeof(buf), 0);
    if (n == 0) {
        printf("peer closed\n");
        //close(fd);
        return; //~ eof-leak
    }
    use(buf, n);
}
