/* Several comments before one statement, and several rules in one comment. */

int two_comments(const struct sockaddr *to, socklen_t length)
{
    int old = socket(AF_INET, SOCK_STREAM, 0);
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (old >= 0)
        close(old);
    if (s < 0)
        return -1;
    // sockleak: ignore[use-after-close] -- a test of what the kernel says
    // sockleak: ignore[socket-leak] -- the process ends soon
    if (shutdown(old, SHUT_RDWR) < 0 || connect(s, to, length) < 0) //~ unchecked-socket-call
        return -1;
    return s;
}

int only_one_is_of_use(const struct sockaddr *to, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, length) < 0)
        return -1; // sockleak: ignore[double-close, socket-leak] //~ unused-suppression
    return fd;
}

int another_rule_of_the_family(int fd, char *buf, int size)
{
    int s = accept(fd, NULL, NULL);
    if (s < 0)
        return -1;
    if (recv(s, buf, size, 0) <= 0)
        return -1; // sockleak: ignore[socket-leak] //~ eof-leak
    //~^ unused-suppression
    close(s);
    return 0;
}

int a_name_that_there_is_not(const struct sockaddr *to, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, length) < 0)
        return -1; // sockleak: ignore[socket-leek, socket-leak] //~ unknown-rule
    return fd;
}
