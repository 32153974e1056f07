// What goes into a message is made of nothing but the code.
int ready_bad(const struct sockaddr *to, socklen_t n)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (bind(s, to, n) < 0) {
        log_warn("bind: %s", error_text(last_error(s)));
        return -1; //~ socket-leak
    }
    close(s);
    return 0;
}

int ready_ok(struct pool *pool, const struct sockaddr *to, socklen_t n)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (bind(s, to, n) < 0) {
        log_warn("bind: %s", error_text(last_error(s)));
        close(s);
        return -1;
    }
    pool_add(pool, conn_of(s));
    return 0;
}
