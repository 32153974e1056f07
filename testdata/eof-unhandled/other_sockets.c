/* What the file receives from is no stream. */
int open_it_ok(void)
{
    return socket(AF_KEY, SOCK_RAW, PF_KEY_V2);
}

void drain_ok(int fd)
{
    char buffer[64];
    while (recv(fd, buffer, sizeof buffer, MSG_DONTWAIT) >= 0)
        ;
    close(fd);
}

/* A datagram of no bytes ends nothing. */
void datagrams_ok(void)
{
    char buffer[256];
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return;
    for (;;) {
        int n = recv(fd, buffer, sizeof buffer, 0);
        if (n < 0)
            break;
        if (n > 0)
            process(buffer, n);
    }
    close(fd);
}

/* What waits in between turns for ever, but not at full speed, and was made to wait. */
void waits_ok(int listener)
{
    char c;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    while (recv(fd, &c, 1, 0) >= 0)
        sleep(1);
    close(fd);
}
