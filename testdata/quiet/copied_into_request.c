/* A helper copies the socket into a request of its own, and the request's engine takes it. */

struct request {
    int fd;
    int (*prepare)(struct request *request);
};

static int run(struct request *request)
{
    return request->prepare(request);
}

static int offload(int fd)
{
    struct request request;

    request.prepare = 0;
    request.fd = fd;
    return run(&request);
}

int serve(const struct sockaddr *to, socklen_t n)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd == -1)
        return -1;
    if (connect(fd, to, n) == -1) {
        close(fd);
        return -1;
    }
    if (offload(fd) == -1) {
        close(fd);
        return -1;
    }
    return 0;
}
