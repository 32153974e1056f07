/* How a wait is limited, and where nobody can tell. */

void first_answer_bad(const struct sockaddr *to, socklen_t len, char *buf, size_t size)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    if (connect(fd, to, len) == 0 && recv(fd, buf, size, 0) < 0) //~ missing-timeout
        perror("recv");
    close(fd);
}

void polled_ok(const struct sockaddr *to, socklen_t len, char *buf, size_t size)
{
    struct pollfd wait;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    wait.fd = fd;
    wait.events = POLLIN;
    if (connect(fd, to, len) == 0 && poll(&wait, 1, 5000) == 1 && recv(fd, buf, size, 0) < 0)
        perror("recv");
    close(fd);
}

void nonblocking_ok(const struct sockaddr *to, socklen_t len, char *buf, size_t size)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    if (connect(fd, to, len) == 0 && recv(fd, buf, size, MSG_DONTWAIT) < 0)
        perror("recv");
    close(fd);
}

/* Perhaps it sets one. */
void helper_ok(const struct sockaddr *to, socklen_t len, char *buf, size_t size)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    prepare(fd);
    if (connect(fd, to, len) == 0 && recv(fd, buf, size, 0) < 0)
        perror("recv");
    close(fd);
}

/* The caller's socket has what the caller gave it. */
void given_ok(int fd, char *buf, size_t size)
{
    if (recv(fd, buf, size, 0) < 0)
        perror("recv");
}
