/* An event loop that closes what is dead. */
void loop_ok(struct pollfd *fds, int n)
{
    char buf[64];
    for (;;) {
        poll(fds, n, -1);
        for (int i = 0; i < n; i++) {
            if (!(fds[i].revents & POLLIN))
                continue;
            if (recv(fds[i].fd, buf, sizeof(buf), 0) == 0) {
                close(fds[i].fd);
                fds[i].fd = -1;
            }
        }
    }
}
