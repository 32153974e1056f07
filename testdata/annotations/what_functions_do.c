/* What comments say of functions whose bodies are elsewhere. */

// sockleak: closes(1)
void finish_with(int fd);
void put_aside(int fd, const char *why); // sockleak: owns(fd), keeps(2) -- the pool closes it
/* sockleak: keeps(fd) */
void add_to_log_sink(int fd);
// sockleak: returns-socket
int reach(const char *host);
// sockleak: closes(1), returns-socket
int reach_anew(int old, const char *host);

int closed_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    finish_with(fd);
    return 0;
}

int closed_twice_bad(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    finish_with(fd);
    close(fd); //~ double-close
    return 0;
}

int owned_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    put_aside(fd, "later");
    return 0;
}

int kept_bad(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    add_to_log_sink(fd);
    return 0; //~ socket-leak
}

int kept_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    add_to_log_sink(fd);
    close(fd);
    return 0;
}

int fresh_bad(const char *host)
{
    int fd = reach(host);
    if (fd == -1)
        return -1;
    if (host[0] == 'x')
        return -1; //~ socket-leak
    close(fd);
    return 0;
}

int fresh_ok(const char *host)
{
    int fd = reach(host);
    if (fd < 0)
        return -1;
    finish_with(fd);
    return 0;
}

int ignored_bad(const char *host)
{
    reach(host); //~ socket-leak
    return 0;
}

int again_bad(const char *host)
{
    int fd = reach(host);
    if (fd < 0)
        return -1;
    fd = reach_anew(fd, host);
    if (fd < 0)
        return -1;
    return 0; //~ socket-leak
}

int again_ok(const char *host)
{
    int fd = reach(host);
    if (fd < 0)
        return -1;
    fd = reach_anew(fd, host);
    if (fd < 0)
        return -1;
    close(fd);
    return 0;
}
