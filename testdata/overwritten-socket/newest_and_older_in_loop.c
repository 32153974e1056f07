/* The last good one is kept in `best`; the one before it is lost. */
int best_of_bad(int n)
{
    int best = -1;
    for (int i = 0; i < n; i++) {
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd < 0)
            continue;
        if (rank(fd) > 0)
            best = fd; //~ overwritten-socket
        else
            close(fd);
    }
    return best;
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
