/* `fd > 0` forgets descriptor 0 only; that is a rule of its own and no leak report. */
int probe_ok(const struct sockaddr *addr)
{
    int fd = -1, rc = -1;
    fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd > 0) //~ invalid-socket-check
        rc = connect(fd, addr, sizeof(*addr));
    if (fd > 0) //~ note invalid-socket-check
        close(fd);
    return rc;
}
