/* Where a comment may stand to silence a finding of a statement. */

int behind(const struct sockaddr *to, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, length) < 0)
        return -1; // sockleak: ignore[socket-leak] -- the process ends soon
    return fd;
}

int behind_in_a_block_comment(const struct sockaddr *to, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, length) < 0)
        return -1; /* sockleak: ignore[socket-leak] */
    return fd;
}

int above(const struct sockaddr *to, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, length) < 0)
        // sockleak: ignore[socket-leak] -- the process ends soon
        return -1;
    return fd;
}

int above_the_condition(const struct sockaddr *to, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    /* sockleak: ignore[socket-leak] -- the process ends soon */
    if (connect(fd, to, length) < 0)
        return -1;
    return fd;
}

int above_a_block_is_not_in_it(const struct sockaddr *to, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    /* sockleak: ignore[socket-leak] */ //~ unused-suppression
    if (connect(fd, to, length) < 0) {
        return -1; //~ socket-leak
    }
    return fd;
}

int other_comments_between(const struct sockaddr *to, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, length) < 0) {
        // sockleak: ignore[socket-leak] -- the process ends soon
        // The peer is gone.

        return -1;
    }
    return fd;
}

int behind_another_comment(const struct sockaddr *to, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, length) < 0)
        return -1; // NOLINT // sockleak: ignore[socket-leak]
    return fd;
}

void end_of_scope(const struct sockaddr *to, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    connect(fd, to, length);
    // sockleak: ignore[socket-leak] -- stays open on purpose
}

int some_other_statement(const struct sockaddr *to, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1; // sockleak: ignore[socket-leak] //~ unused-suppression
    if (connect(fd, to, length) < 0)
        return -1; //~ socket-leak
    return fd;
}
