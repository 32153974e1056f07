__attribute__((noreturn)) void fatal(const char *what);
_Noreturn void die(const char *what);
static void quit(int code)
{
    fflush(stdout);
    exit(code);
}

int open_ok(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        fatal("socket");
    if (bind(fd, addr, sizeof(*addr)) < 0)
        fatal("bind");
    if (listen(fd, 5) < 0)
        die("listen");
    if (fcntl(fd, F_SETFL, O_NONBLOCK) < 0)
        quit(1);
    return fd;
}

int open_bad(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        fatal("socket");
    if (bind(fd, addr, sizeof(*addr)) < 0)
        warn("bind");
    return 0; //~ socket-leak
}
