/* Called from Rust, and calls what Rust exports. */
void finish(int fd);
int peek(int fd);

int net_open(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}

void net_close(int fd)
{
    close(fd);
}

int net_ping(int fd)
{
    return send(fd, "?", 1, 0);
}

/* Rust has a function of this name too, which is another one. */
void release(int fd)
{
    close(fd);
}

int ended_by_rust_ok(int listener)
{
    int fd = accept(listener, 0, 0);
    if (fd < 0)
        return -1;
    finish(fd);
    return 0;
}

int only_looked_at_by_rust_bad(int listener)
{
    int fd = accept(listener, 0, 0);
    if (fd < 0)
        return -1;
    peek(fd);
    return 0; //~ socket-leak
}

int closed_again_bad(int listener)
{
    int fd = accept(listener, 0, 0);
    if (fd < 0)
        return -1;
    finish(fd);
    close(fd); //~ double-close
    return 0;
}
