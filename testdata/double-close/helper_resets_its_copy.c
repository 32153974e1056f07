/* What a function does to its parameter, its caller does not see. */
static int first_line(int fd, char *line, int length)
{
    int n = recv(fd, line, length, 0);
    if (n <= 0) {
        close(fd);
        fd = -1;
    }
    return n;
}

int serve_bad(int listener)
{
    char line[80];
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    if (first_line(fd, line, sizeof(line)) <= 0) {
        close(fd); //~ double-close
        return -1;
    }
    close(fd);
    return 0;
}

int serve_ok(int listener)
{
    char line[80];
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    if (first_line(fd, line, sizeof(line)) <= 0)
        return -1;
    close(fd);
    return 0;
}

/* Through its address it does. */
static int first_line_at(int *fd, char *line, int length)
{
    int n = recv(*fd, line, length, 0);
    if (n <= 0) {
        close(*fd);
        *fd = -1;
    }
    return n;
}

int serve_at_ok(int listener)
{
    char line[80];
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    first_line_at(&fd, line, sizeof(line));
    if (fd >= 0)
        close(fd);
    return 0;
}
