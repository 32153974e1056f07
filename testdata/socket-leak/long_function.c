int open_bad(const struct sockaddr *addr, struct log *log)
{
    int n = 0, rc;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    for (int i = 0; i < 3; i++) {
        note(log, i);
        if (log->full)
            n++;
        if (n > 2)
            break;
    }
    if (n == 3)
        note(log, 3);
    rc = connect(s, addr, sizeof(*addr));
    if (log->verbose)
        note(log, 4);
    while (n > 0) {
        note(log, n);
        n--;
    }
    if (rc < 0) {
        note(log, 5);
        if (log->strict)
            return -1; //~ socket-leak
        close(s);
        return -1;
    }
    return s;
}
