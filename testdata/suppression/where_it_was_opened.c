/* One comment where the socket comes from covers all ways on which it is lost. */

int all_exits(int listener, char *buf, int size)
{
    int n;
    int fd = accept(listener, NULL, NULL); // sockleak: ignore[recv-error-leak, eof-leak] -- closed by the supervisor
    if (fd < 0)
        return -1;
    n = recv(fd, buf, size, 0);
    if (n < 0)
        return -2;
    if (n == 0)
        return -3;
    close(fd);
    return n;
}

int one_rule_only(int listener, char *buf, int size)
{
    int n;
    // sockleak: ignore[recv-error-leak]
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    n = recv(fd, buf, size, 0);
    if (n < 0)
        return -2;
    if (n == 0)
        return -3; //~ eof-leak
    close(fd);
    return n;
}

int over_several_lines(int listener, char *buf, int size)
{
    int n;
    int fd = accept(listener, // sockleak: ignore[recv-error-leak]
                    NULL,
                    NULL);
    if (fd < 0)
        return -1;
    n = recv(fd, buf, size, 0);
    if (n < 0)
        return -2;
    close(fd);
    return n;
}
