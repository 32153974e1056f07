/* What an expansion holds stands at the call of the macro. */

// A comment inside a directive speaks of no statement.
#define FAIL(code) return (code) /* sockleak: ignore[socket-leak] */ //~ unused-suppression
#define OPEN() socket(AF_INET, SOCK_STREAM, 0)

int at_the_exit(const struct sockaddr *to, socklen_t length)
{
    int fd = OPEN();
    if (fd < 0)
        return -1;
    if (connect(fd, to, length) < 0)
        FAIL(-2); // sockleak: ignore[socket-leak]
    return fd;
}

int at_the_opening(const struct sockaddr *to, socklen_t length)
{
    // sockleak: ignore[socket-leak]
    int fd = OPEN();
    if (fd < 0)
        return -1;
    if (connect(fd, to, length) < 0)
        FAIL(-2);
    return fd;
}

int nowhere(const struct sockaddr *to, socklen_t length)
{
    int fd = OPEN();
    if (fd < 0)
        return -1;
    if (connect(fd, to, length) < 0)
        FAIL(-2); //~ socket-leak
    return fd;
}
