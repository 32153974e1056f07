/* The loop of a library calls back for each connection. */

void die(const char *text)
{
    perror(text);
    abort();
}

void exits_bad(int listener, short events, void *arg)
{
    int fd = accept(listener, NULL, NULL);
    if (fd == -1) {
        perror("accept");
        exit(1); //~ accept-loop-dies
    }
    serve(fd);
    close(fd);
}

/* To have no descriptors left passes as well. */
void some_pass_bad(int listener, short events, void *arg)
{
    int fd = accept(listener, NULL, NULL);
    if (fd == -1) {
        if (errno == EAGAIN || errno == EINTR || errno == ECONNABORTED)
            return;
        die("accept"); //~ accept-loop-dies
    }
    serve(fd);
    close(fd);
}

void want_of_descriptors_passes_ok(int listener, short events, void *arg)
{
    int fd = accept(listener, NULL, NULL);
    if (fd == -1) {
        if (errno == EAGAIN || errno == EINTR || errno == ECONNABORTED || errno == EMFILE || errno == ENFILE)
            return;
        die("accept");
    }
    serve(fd);
    close(fd);
}

void returns_ok(int listener, short events, void *arg)
{
    int fd = accept(listener, NULL, NULL);
    if (fd == -1) {
        perror("accept");
        return;
    }
    serve(fd);
    close(fd);
}

void of_an_object_bad(void *arg)
{
    struct server *server = arg;
    int fd = accept(server->fd, NULL, NULL);
    if (fd < 0)
        die("accept"); //~ accept-loop-dies
    serve(fd);
    close(fd);
}

/* One of the codes leads on, by a word of the project's own. */
void asks_the_project_ok(int listener, short events, void *arg)
{
    int fd = accept(listener, NULL, NULL);
    if (fd == -1) {
        if (may_pass(errno))
            return;
        die("accept");
    }
    serve(fd);
    close(fd);
}

/* A claim of a test. */
void asserted_ok(int listener, short events, void *arg)
{
    int fd = accept(listener, NULL, NULL);
    assert(fd != -1);
    serve(fd);
    close(fd);
}

void begin(int listener, struct event *event, struct server *server)
{
    listen(listener, 5);
    event_set(event, listener, EV_READ, exits_bad, NULL);
    event_set(event, listener, EV_READ, some_pass_bad, NULL);
    event_set(event, listener, EV_READ, want_of_descriptors_passes_ok, NULL);
    event_set(event, listener, EV_READ, returns_ok, NULL);
    event_set(event, listener, EV_READ, asks_the_project_ok, NULL);
    event_set(event, listener, EV_READ, asserted_ok, NULL);
    server->on_readable = of_an_object_bad;
}

/* Nobody is given this one: a program for one connection. */
int only_one_ok(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        die("accept");
    serve(fd);
    close(fd);
    return 0;
}

/* A thread calls its function once. */
void *thread_for_one_ok(void *arg)
{
    struct server *server = arg;
    int fd = accept(server->fd, NULL, NULL);
    if (fd < 0)
        die("accept");
    serve(fd);
    close(fd);
    return NULL;
}

void start(pthread_t *thread, struct server *server)
{
    listen(server->fd, 1);
    pthread_create(thread, NULL, thread_for_one_ok, server);
}
