/* The reason of a failure, asked for where there was none. */
int reach_bad(int s, const struct sockaddr *to, socklen_t len)
{
    if (connect(s, to, len) == 0 && errno != EINPROGRESS) { //~ invalid-socket-check
        report(strerror(errno));
        return -1;
    }
    return 0;
}

int reach_ok(int s, const struct sockaddr *to, socklen_t len)
{
    if (connect(s, to, len) != 0 && errno != EINPROGRESS) {
        report(strerror(errno));
        return -1;
    }
    return 0;
}

int begun_ok(int s, const struct sockaddr *to, socklen_t len)
{
    if (connect(s, to, len) == 0 || errno == EINPROGRESS)
        return 0;
    return -1;
}

/* Both ways ask: what was there before may matter. */
int asked_ok(int s, const struct sockaddr *to, socklen_t len)
{
    if (connect(s, to, len) == 0) {
        if (errno != 0)
            report("late");
        return 0;
    }
    if (errno == EINPROGRESS)
        return 1;
    return -1;
}
