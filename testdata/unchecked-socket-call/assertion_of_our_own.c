/* An assertion that tells what the matter is before it ends the program. */
#define net_assert(x)                       \
    do {                                    \
        if (!(x)) {                         \
            const char *why = why_not();    \
            if (why != NULL)                \
                end_with(why);              \
        }                                   \
    } while (0)

static const char *why_not(void)
{
    return errno == EAGAIN ? NULL : strerror(errno);
}

int asserted_ok(const struct sockaddr *to, unsigned len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    net_assert(fd >= 0);
    if (connect(fd, to, len) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}
