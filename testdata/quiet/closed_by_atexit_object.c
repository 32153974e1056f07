static struct { int fd; int users; } shared = { -1, 0 };

int shared_open(const struct sockaddr *addr)
{
    if (shared.users++ > 0)
        return shared.fd;
    shared.fd = socket(AF_INET, SOCK_STREAM, 0);
    if (shared.fd < 0)
        return -1;
    if (connect(shared.fd, addr, sizeof(*addr)) < 0)
        return -1;
    return shared.fd;
}
