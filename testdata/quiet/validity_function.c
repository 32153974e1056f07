// Functions that say whether a number is a descriptor.
static inline int is_open(const int fd)
{
    return fd != -1;
}

static inline bool is_valid(int fd) { return fd >= 0; }

int dial_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (!is_open(fd))
        return -1;
    close(fd);
    return 0;
}

int dial_again_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (is_valid(fd)) {
        close(fd);
        return 0;
    }
    return -1;
}
