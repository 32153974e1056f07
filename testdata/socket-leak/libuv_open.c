/* libuv closes a socket that it was given only if it took it. */

int opened_ok(uv_tcp_t *tcp)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    int error = uv_tcp_open(tcp, fd);
    if (error)
        close(fd);
    return error;
}

int opened_bad(uv_tcp_t *tcp)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    int error = uv_tcp_open(tcp, fd);
    if (error)
        return error; //~ socket-leak
    return 0;
}

int udp_closed_twice_bad(uv_udp_t *udp)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (uv_udp_open(udp, fd) != 0) {
        close(fd);
        close(fd); //~ double-close
        return -1;
    }
    return 0;
}

int polled_bad(uv_loop_t *loop)
{
    uv_poll_t poll;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    uv_poll_init_socket(loop, &poll, fd);
    uv_run(loop, UV_RUN_DEFAULT);
    return 0; //~ socket-leak
}

int polled_ok(uv_loop_t *loop)
{
    uv_poll_t poll;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    uv_poll_init_socket(loop, &poll, fd);
    uv_run(loop, UV_RUN_DEFAULT);
    close(fd);
    return 0;
}

struct client {
    uv_poll_t poll;
};

int in_object_ok(uv_loop_t *loop, struct client *client)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    return uv_poll_init_socket(loop, &client->poll, fd);
}

int pair_bad(uv_pipe_t *pipe)
{
    uv_os_sock_t fds[2];
    if (uv_socketpair(SOCK_STREAM, 0, fds, 0, 0))
        return -1;
    if (uv_pipe_open(pipe, fds[0])) {
        close(fds[0]);
        return -1; //~ socket-leak
    }
    close(fds[1]);
    return 0;
}
