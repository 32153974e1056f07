int one_at_a_time_bad(int port)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    char c = 0;
    if (fd < 0)
        return -1;
    if (connect_to(fd, port) < 0) {
        close(fd);
        return -1;
    }
    while (c != '\n') {
        if (recv(fd, &c, 1, 0) < 0) { //~ eof-unhandled
            close(fd);
            return -1;
        }
    }
    close(fd);
    return 0;
}

int whole_header_bad(int fd, char *to, int left)
{
    while (left > 0) {
        int n = recv(fd, to, left, 0); //~ eof-unhandled
        if (n < 0)
            return -1;
        to += n;
        left -= n;
    }
    return 0;
}

int whole_header_ok(int fd, char *to, int left)
{
    while (left > 0) {
        int n = recv(fd, to, left, 0);
        if (n <= 0)
            return -1;
        to += n;
        left -= n;
    }
    return 0;
}

int as_often_as_it_takes_ok(int fd, char *to, int left, int tries)
{
    while (left > 0 && tries-- > 0) {
        int n = recv(fd, to, left, 0);
        if (n < 0)
            return -1;
        to += n;
        left -= n;
    }
    return 0;
}

int some_time_ok(int fd, char *to, int left, long end)
{
    while (left > 0) {
        int n = recv(fd, to, left, 0);
        if (n < 0)
            return -1;
        to += n;
        left -= n;
        if (time(NULL) > end)
            return -1;
    }
    return 0;
}

void serve_when_ready_bad(int listener)
{
    char buffer[256];
    fd_set set;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    for (;;) {
        FD_ZERO(&set);
        FD_SET(fd, &set);
        if (select(fd + 1, &set, NULL, NULL, NULL) < 0)
            break;
        if (FD_ISSET(fd, &set)) {
            int n = read(fd, buffer, sizeof buffer); //~ eof-unhandled
            if (n < 0)
                break;
            if (n > 0)
                process(buffer, n);
        }
    }
    close(fd);
}

/* Whoever is told of the 0 may end it all. */
void serve_somehow_ok(int listener)
{
    char buffer[256];
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    for (;;) {
        int n = read(fd, buffer, sizeof buffer);
        if (n < 0)
            break;
        process(buffer, n);
    }
    close(fd);
}

void zero_ends_it_ok(int listener)
{
    char buffer[256];
    int n, fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    while ((n = read(fd, buffer, sizeof buffer)) > 0)
        process(buffer, n);
    close(fd);
}

/* It may be a file, where 0 is for now. */
int follow_ok(int fd, char *buffer)
{
    for (;;) {
        int n = read(fd, buffer, 1);
        if (n < 0)
            return -1;
        if (n > 0)
            process(buffer, n);
    }
}

void zero_counts_ok(int listener)
{
    char buffer[256];
    int idle = 0, fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    while (idle < 3) {
        int n = recv(fd, buffer, sizeof buffer, 0);
        if (n < 0)
            break;
        if (n == 0)
            idle++;
        else
            process(buffer, n);
    }
    close(fd);
}

/* With an error of before it would turn, but who knows. */
int asks_an_old_error_ok(int fd, char *to, int left)
{
    while (left > 0) {
        int n = recv(fd, to, left, 0);
        if (n <= 0) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        to += n;
        left -= n;
    }
    return 0;
}
