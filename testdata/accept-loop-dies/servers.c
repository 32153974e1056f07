/* One failure ends the process. */
void exits_bad(int listener)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) {
            perror("accept");
            exit(1); //~ accept-loop-dies
        }
        serve(fd);
        close(fd);
    }
}

int returns_bad(const struct sockaddr *at, unsigned len)
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
            perror("accept");
            break; //~ accept-loop-dies
        }
        serve(fd);
        close(fd);
    }
    close(listener);
    return -1;
}

int asks_why_ok(const struct sockaddr *at, unsigned len)
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
            if (errno == EINTR || errno == ECONNABORTED)
                continue;
            break;
        }
        serve(fd);
        close(fd);
    }
    close(listener);
    return -1;
}

/* The caller comes back when the next one is there. */
void takes_all_that_are_there_ok(int listener)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0)
            return;
        add_client(fd);
    }
}

/* As many as were asked for. */
void some_clients_ok(int listener, int n)
{
    int i;
    for (i = 0; i < n; i++) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0)
            exit(1);
        serve(fd);
        close(fd);
    }
}

void one_client_ok(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        exit(1);
    serve(fd);
    close(fd);
}

void waits_for_several_bad(int listener, int other)
{
    struct pollfd fds[2] = { { listener, POLLIN, 0 }, { other, POLLIN, 0 } };
    for (;;) {
        if (poll(fds, 2, -1) < 0)
            continue;
        if (fds[1].revents & POLLIN)
            look_at(other);
        if (fds[0].revents & POLLIN) {
            int fd = accept(listener, NULL, NULL);
            if (fd < 0)
                return; //~ accept-loop-dies
            serve(fd);
            close(fd);
        }
    }
}

void *thread(void *arg)
{
    int listener = *(int *)arg;
    while (running) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0)
            return NULL; //~ accept-loop-dies
        serve(fd);
        close(fd);
    }
    return NULL;
}

int start(int *listener)
{
    pthread_t id;
    return pthread_create(&id, NULL, thread, listener);
}

/* Who stops it closes the listener, and that is asked first. */
void *stopped_ok(void *arg)
{
    int listener = *(int *)arg;
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) {
            if (stopping)
                return NULL;
            sleep(1);
            continue;
        }
        serve(fd);
        close(fd);
    }
}
