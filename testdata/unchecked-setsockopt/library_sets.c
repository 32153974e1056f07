/* A library's function that sets an option says how that went. */
int server_bad(evutil_socket_t fd, const struct sockaddr *at, int len)
{
    evutil_make_listen_socket_reuseable(fd); //~ unchecked-setsockopt
    return bind(fd, at, len);
}

int server_ok(evutil_socket_t fd, const struct sockaddr *at, int len)
{
    if (evutil_make_listen_socket_reuseable(fd) < 0)
        return -1;
    return bind(fd, at, len);
}
