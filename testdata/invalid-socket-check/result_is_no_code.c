/* What a call gives is no code of errno: that is in errno. */

int never_holds_bad(int fd, const struct sockaddr *to, unsigned len)
{
    int rc = connect(fd, to, len);
    if (rc == EINPROGRESS) //~ invalid-socket-check
        return 0;
    return rc;
}

int always_holds_bad(int fd, const struct sockaddr *to, unsigned len)
{
    int rc = connect(fd, to, len);
    if (rc != 0 && rc != EINPROGRESS) //~ invalid-socket-check
        return -1;
    return 0;
}

int asks_errno_ok(int fd, const struct sockaddr *to, unsigned len)
{
    int rc = connect(fd, to, len);
    if (rc != 0 && errno != EINPROGRESS)
        return -1;
    return 0;
}

long count_bad(int fd, char *to, unsigned long n)
{
    long got = recv(fd, to, n, 0);
    if (got == EAGAIN || got == EWOULDBLOCK) //~ invalid-socket-check
        return 0;
    return got;
}

int switched_bad(int fd)
{
    int rc = listen(fd, 5);
    switch (rc) { //~ invalid-socket-check
    case 0:
        return 0;
    case EADDRINUSE:
        return 1;
    default:
        return -1;
    }
}

int copied_bad(int fd, const struct sockaddr *at, unsigned len)
{
    int res = 0, rc = bind(fd, at, len);
    if (rc < 0)
        res = rc;
    if (res == EADDRINUSE) //~ invalid-socket-check
        return 1;
    return res;
}

int directly_bad(int fd, const struct sockaddr *to, unsigned len)
{
    while (connect(fd, to, len) == EINTR) //~ invalid-socket-check
        ;
    return 0;
}

long polled_bad(int fd, char *to, unsigned long n)
{
    struct pollfd one = { fd, POLLIN, 0 };
    int rc = poll(&one, 1, -1);
    if (rc == EINTR) //~ invalid-socket-check
        return 0;
    return recv(fd, to, n, 0);
}

int accepted_bad(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd == EAGAIN) //~ invalid-socket-check
        return -1;
    return fd;
}

int code_instead_ok(int fd, const struct sockaddr *to, unsigned len)
{
    int rc = connect(fd, to, len) == 0 ? 0 : errno;
    if (rc != 0 && rc != EINPROGRESS)
        return -1;
    return 0;
}

int code_later_ok(int fd, const struct sockaddr *to, unsigned len)
{
    int rc = connect(fd, to, len);
    if (rc < 0)
        rc = errno;
    if (rc == EINPROGRESS)
        return 0;
    return rc;
}

int negative_code_ok(int fd, const struct sockaddr *to, unsigned len)
{
    int rc = connect(fd, to, len);
    if (rc < 0)
        rc = -errno;
    if (rc == -EINPROGRESS)
        return 0;
    return rc;
}

int code_of_option_ok(int fd, const struct sockaddr *to, unsigned len)
{
    int code = connect(fd, to, len);
    unsigned size = sizeof code;
    if (code < 0 && getsockopt(fd, SOL_SOCKET, SO_ERROR, &code, &size) < 0)
        return -1;
    if (code == ECONNREFUSED)
        return 1;
    return 0;
}

int other_function_ok(int fd, const struct sockaddr *to, unsigned len)
{
    int rc = try_connect(fd, to, len);
    if (rc == EINPROGRESS)
        return 0;
    return rc;
}

int one_of_both_ok(int fd, const struct sockaddr *to, unsigned len, int is_known)
{
    int rc;
    if (is_known)
        rc = connect(fd, to, len);
    else
        rc = try_connect(fd, to, len);
    if (rc == EINPROGRESS)
        return 0;
    return rc;
}
