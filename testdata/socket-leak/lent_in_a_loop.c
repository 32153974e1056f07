/* Who is given the same socket again and again through a pointer does not take it. */

static int send_all(ssize_t (*put)(int, const char *, size_t), int fd, const char *data, size_t left)
{
    while (left > 0) {
        ssize_t done = put(fd, data, left);

        if (done <= 0)
            return -1;
        data += done;
        left -= done;
    }
    return 0;
}

int greet_bad(ssize_t (*put)(int, const char *, size_t), const struct sockaddr *to, socklen_t n)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd == -1)
        return -1;
    if (connect(fd, to, n) == -1 || send_all(put, fd, "hello\n", 6) == -1)
        return -1; //~ socket-leak
    close(fd);
    return 0;
}

int greet_ok(ssize_t (*put)(int, const char *, size_t), const struct sockaddr *to, socklen_t n)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd == -1)
        return -1;
    if (connect(fd, to, n) == -1 || send_all(put, fd, "hello\n", 6) == -1) {
        close(fd);
        return -1;
    }
    close(fd);
    return 0;
}

/* Each round gives another one. */
int serve_ok(void (*serve)(int), int listener)
{
    for (;;) {
        int fd = accept(listener, 0, 0);

        if (fd == -1)
            return -1;
        serve(fd);
    }
}
