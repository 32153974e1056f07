/* That nothing was there to accept, or that a signal came, says nothing of the errors of one connection. */
void exits_bad(int listener)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) {
            if (errno == EINTR || errno == EAGAIN)
                continue;
            perror("accept");
            exit(1); //~ accept-loop-dies
        }
        serve(fd);
        close(fd);
    }
}

void what_passes_ok(int listener)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) {
            if (errno == EINTR || errno == EAGAIN || errno == ECONNABORTED)
                continue;
            perror("accept");
            exit(1);
        }
        serve(fd);
        close(fd);
    }
}

void what_never_passes_ok(int listener)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) {
            if (errno == EBADF || errno == EINVAL || errno == ENOTSOCK)
                exit(1);
            usleep(10000);
            continue;
        }
        serve(fd);
        close(fd);
    }
}

int inverted_bad(const struct sockaddr *at, unsigned len)
{
    int fd, listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0)
        return -1;
    if (bind(listener, at, len) < 0 || listen(listener, 5) < 0) {
        close(listener);
        return -1;
    }
    while (1) {
        fd = accept(listener, NULL, NULL);
        if (fd == -1) {
            if (errno != EINTR)
                break; //~ accept-loop-dies
            continue;
        }
        serve(fd);
        close(fd);
    }
    close(listener);
    return -1;
}

void switched_bad(int listener)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) {
            switch (errno) {
            case EINTR:
            case EWOULDBLOCK:
                continue;
            default:
                perror("accept");
                exit(1); //~ accept-loop-dies
            }
        }
        serve(fd);
        close(fd);
    }
}

void switched_ok(int listener)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) {
            switch (errno) {
            case EINTR:
            case EMFILE:
                usleep(10000);
                continue;
            default:
                perror("accept");
                exit(1);
            }
        }
        serve(fd);
        close(fd);
    }
}

void saved_bad(int listener)
{
    for (;;) {
        int fd, code;
        while ((fd = accept(listener, NULL, NULL)) < 0) {
            code = errno;
            if (code == EINTR)
                continue;
            perror("accept");
            exit(1); //~ accept-loop-dies
        }
        serve(fd);
        close(fd);
    }
}

void flag_bad(int listener)
{
    if (listen(listener, 5) < 0)
        return;
    while (1) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) {
            if (errno == EINTR && stopping)
                break;
            if (errno == EINTR)
                continue;
            perror("accept");
            break; //~ accept-loop-dies
        }
        serve(fd);
        close(fd);
    }
}

/* A signal is how it is stopped. */
void ended_by_signal_ok(int listener)
{
    if (listen(listener, 5) < 0)
        return;
    while (1) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) {
            if (errno == EINTR)
                break;
            perror("accept");
            exit(1);
        }
        serve(fd);
        close(fd);
    }
}

/* Nothing is left to accept: the caller comes back when there is. */
void drains_ok(int listener)
{
    if (listen(listener, 5) < 0)
        return;
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) {
            if (errno == EINTR)
                continue;
            if (errno != EAGAIN)
                perror("accept");
            return;
        }
        add_client(fd);
    }
}

/* The error is told, and the next connection is waited for. */
void goes_on_ok(int listener)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) {
            if (errno == EINTR)
                continue;
            perror("accept");
            continue;
        }
        serve(fd);
        close(fd);
    }
}

void one_client_ok(int listener)
{
    int fd;
    do {
        fd = accept(listener, NULL, NULL);
    } while (fd < 0 && errno == EINTR);
    if (fd < 0)
        exit(1);
    serve(fd);
    close(fd);
}

void asked_by_function_ok(int listener)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) {
            if (errno == EINTR || passes(errno))
                continue;
            exit(1);
        }
        serve(fd);
        close(fd);
    }
}
