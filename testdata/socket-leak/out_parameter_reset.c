int open_bad(const struct sockaddr *addr, int *out)
{
    *out = socket(AF_INET, SOCK_STREAM, 0);
    if (*out < 0)
        return -1;
    if (connect(*out, addr, sizeof(*addr)) < 0) {
        *out = -1; //~ overwritten-socket
        return -1;
    }
    return 0;
}

int open_ok(const struct sockaddr *addr, int *out)
{
    *out = socket(AF_INET, SOCK_STREAM, 0);
    if (*out < 0)
        return -1;
    if (connect(*out, addr, sizeof(*addr)) < 0) {
        close(*out);
        *out = -1;
        return -1;
    }
    return 0;
}
