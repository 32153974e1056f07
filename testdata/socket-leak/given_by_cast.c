/* A socket travels in a pointer: to a thread, or in the data that epoll gives back. */

void thread_ok(int listener)
{
    pthread_t thread;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    if (pthread_create(&thread, NULL, serve, (void *)(intptr_t)fd) != 0)
        close(fd);
}

void thread_bad(int listener)
{
    pthread_t thread;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    void *arg = (void *)(long)fd;
    if (pthread_create(&thread, NULL, serve, arg) != 0)
        return; //~ socket-leak
    pthread_detach(thread);
}

void c11_thread_bad(int listener)
{
    thrd_t thread;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    if (thrd_create(&thread, serve, (void *)(intptr_t)fd) != thrd_success)
        return; //~ socket-leak
    thrd_detach(thread);
}

void uv_thread_bad(int listener)
{
    uv_thread_t thread;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    if (uv_thread_create(&thread, serve, (void *)(intptr_t)fd))
        return; //~ socket-leak
}

void g_thread_ok(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd >= 0)
        g_thread_new("client", serve, GINT_TO_POINTER(fd));
}

static void *serve_bad(void *arg)
{
    int fd = (int)(intptr_t)arg;
    char buf[64];
    if (recv(fd, buf, sizeof buf, 0) < 0)
        return NULL; //~ recv-error-leak
    close(fd);
    return NULL;
}

void start(int listener)
{
    pthread_t thread;
    int fd = accept(listener, NULL, NULL);
    if (fd >= 0 && pthread_create(&thread, NULL, serve_bad, (void *)(intptr_t)fd))
        close(fd);
}

void epoll_pointer_ok(int ep, int listener)
{
    struct epoll_event event = { .events = EPOLLIN };
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    event.data.ptr = (void *)(intptr_t)fd;
    if (epoll_ctl(ep, EPOLL_CTL_ADD, fd, &event) < 0)
        close(fd);
}

void epoll_number_bad(int ep, int listener)
{
    struct epoll_event event = { .events = EPOLLIN };
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    event.data.u64 = fd;
    if (epoll_ctl(ep, EPOLL_CTL_ADD, fd, &event) < 0)
        return; //~ socket-leak
}

void c11_thread_ok(int listener)
{
    thrd_t thread;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    if (thrd_create(&thread, serve, (void *)(intptr_t)fd) != thrd_success)
        close(fd);
}
