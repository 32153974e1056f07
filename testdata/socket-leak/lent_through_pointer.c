/* A function behind a pointer is given a socket, and the caller closes it nevertheless: it was only lent. */

struct hooks {
    int (*wait_writable)(int fd, int seconds);
    int (*serve)(int fd, int seconds);
};

int ask_bad(struct hooks *hooks, const struct sockaddr *to, socklen_t n, char *line)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd == -1)
        return -1;
    if (connect(fd, to, n) == -1) {
        close(fd);
        return -1;
    }
    if (hooks->wait_writable(fd, 3) <= 0) {
        close(fd);
        return -1;
    }
    if (write(fd, line, strlen(line)) == -1) {
        close(fd);
        return -1;
    }
    if (read(fd, line, 80) <= 0) {
        close(fd);
        return -1;
    }
    return 0; //~ socket-leak
}

int ask_ok(struct hooks *hooks, const struct sockaddr *to, socklen_t n, char *line)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd == -1)
        return -1;
    if (connect(fd, to, n) == -1) {
        close(fd);
        return -1;
    }
    if (hooks->wait_writable(fd, 3) <= 0) {
        close(fd);
        return -1;
    }
    if (write(fd, line, strlen(line)) == -1) {
        close(fd);
        return -1;
    }
    if (read(fd, line, 80) <= 0) {
        close(fd);
        return -1;
    }
    close(fd);
    return 0;
}

/* Taken on success. */
int hand_over_ok(struct hooks *hooks, int listener)
{
    int fd = accept(listener, 0, 0);

    if (fd == -1)
        return -1;
    if (hooks->serve(fd, 3) == -1) {
        close(fd);
        return -1;
    }
    return 0;
}
