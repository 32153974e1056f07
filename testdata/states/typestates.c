/* Probes: what the engine knows of a handle at a call of sockleak_state(). */
int life(const struct sockaddr *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    sockleak_state(fd); //~ state: open
    if (connect(fd, addr, sizeof(*addr)) < 0) {
        close(fd);
        sockleak_state(fd); //~ state: released
        return -1;
    }
    return fd;
}

void taken(struct listener *l)
{
    int fd = accept(l->fd, NULL, NULL);
    if (fd < 0)
        return;
    l->on_client(l, fd);
    sockleak_state(fd); //~ state: escaped
}

void either(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    if (greet(fd) < 0)
        close(fd);
    sockleak_state(fd); //~ state: open|released
} //~ socket-leak
