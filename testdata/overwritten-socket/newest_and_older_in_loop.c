/* The last good one is kept in `best`; the one before it is lost. */
int best_of_bad(int n)
{
    int best = -1;
    for (int i = 0; i < n; i++) {
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd < 0)
            continue;
        if (rank(fd) > 0)
            best = fd; //~ FN overwritten-socket: the older handle loses its place without a word
        else
            close(fd);
    }
    return best; //~ FP socket-leak: and is reported here, with a path that does not show it
}

int best_of_ok(int n)
{
    int best = -1;
    for (int i = 0; i < n; i++) {
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd < 0)
            continue;
        if (best >= 0)
            close(best);
        best = fd;
    }
    return best;
}
