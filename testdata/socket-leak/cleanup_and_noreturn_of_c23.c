/* The attributes of C23, written out and through macros. */

#define AUTO_CLOSE [[gnu::cleanup(close_socket)]]
[[noreturn]] void give_up(const char *why);
[[gnu::noreturn]] void give_in(const char *why);

static void close_socket(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

int before_ok(void)
{
    [[gnu::cleanup(close_socket)]] int fd = socket(AF_INET, kind, 0);
    return send(fd, "x", 1, 0) < 0 ? -1 : 0;
}

int behind_ok(void)
{
    int fd [[gnu::cleanup(close_socket)]] = socket(AF_INET, kind, 0);
    return send(fd, "x", 1, 0) < 0 ? -1 : 0;
}

int by_macro_ok(void)
{
    AUTO_CLOSE int fd = socket(AF_INET, kind, 0);
    return send(fd, "x", 1, 0) < 0 ? -1 : 0;
}

int other_attribute_bad(void)
{
    int fd [[maybe_unused]] = socket(AF_INET, kind, 0);
    return fd < 0 ? -1 : 0; //~ socket-leak
}

int ends_ok(void)
{
    int fd = socket(AF_INET, kind, 0);
    if (fd < 0)
        return -1;
    if (send(fd, "x", 1, 0) < 0)
        give_up("send");
    else if (send(fd, "y", 1, 0) < 0)
        give_in("send");
    else
        close(fd);
    return 0;
}
