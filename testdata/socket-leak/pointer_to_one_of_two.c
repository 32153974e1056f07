/* What a pointer leads to depends on the way: closing that may close either. */
int ask_either_ok(const struct sockaddr *to, socklen_t len, int is_old)
{
    int old, new;
    int *s;
    if (is_old) {
        old = socket(AF_INET, SOCK_STREAM, 0);
        if (old < 0)
            return -1;
        s = &old;
    } else {
        new = socket(AF_INET6, SOCK_STREAM, 0);
        if (new < 0)
            return -1;
        s = &new;
    }
    if (connect(*s, to, len) < 0) {
        close(*s);
        return -1;
    }
    close(*s);
    return 0;
}

int ask_either_bad(const struct sockaddr *to, socklen_t len, int is_old)
{
    int old, new;
    int *s;
    if (is_old) {
        old = socket(AF_INET, SOCK_STREAM, 0);
        if (old < 0)
            return -1;
        s = &old;
    } else {
        new = socket(AF_INET6, SOCK_STREAM, 0);
        if (new < 0)
            return -1;
        s = &new;
    }
    if (connect(*s, to, len) < 0)
        return -1; //~ socket-leak
    //~| socket-leak
    close(*s);
    return 0;
}

void queue(int *fd);

int queue_either_ok(int is_old)
{
    int old, new;
    int *s;
    if (is_old) {
        old = socket(AF_INET, SOCK_STREAM, 0);
        s = &old;
    } else {
        new = socket(AF_INET6, SOCK_STREAM, 0);
        s = &new;
    }
    queue(s);
    return 0;
}
