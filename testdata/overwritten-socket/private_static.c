/* What only one function can name, nothing that it calls closes in passing. */
unsigned size_of(const struct sockaddr *to);
void tell(int code);

static int probe = -1;

int ask_bad(const struct sockaddr *to)
{
    if (probe < 0) {
        probe = socket(AF_INET, SOCK_DGRAM, 0);
        if (probe < 0)
            return -1;
    }
    if (connect(probe, to, size_of(to)) < 0) {
        tell(errno);
        probe = -1; //~ overwritten-socket
        return -1;
    }
    return 0;
}

static int query = -1;

int ask_ok(const struct sockaddr *to)
{
    if (query < 0) {
        query = socket(AF_INET, SOCK_DGRAM, 0);
        if (query < 0)
            return -1;
    }
    if (connect(query, to, size_of(to)) < 0) {
        tell(errno);
        close(query);
        query = -1;
        return -1;
    }
    return 0;
}

/* A copy is the last to go. */
static int cached = 0;

int copy_bad(const struct sockaddr *to)
{
    int s;
    if (cached <= 0) {
        cached = socket(AF_INET, SOCK_DGRAM, 0);
        if (cached < 0)
            return -1;
    }
    s = cached;
    if (connect(s, to, size_of(to)) < 0) {
        cached = 0;
        return -1; //~ socket-leak
    }
    return 0;
}

int inside_bad(const struct sockaddr *to)
{
    static int fd = -1;
    if (fd < 0 && (fd = socket(AF_INET, SOCK_DGRAM, 0)) < 0)
        return -1;
    if (connect(fd, to, size_of(to)) < 0)
        fd = -1; //~ overwritten-socket
    return fd;
}

int inside_ok(const struct sockaddr *to)
{
    static int fd = -1;
    if (fd < 0 && (fd = socket(AF_INET, SOCK_DGRAM, 0)) < 0)
        return -1;
    if (connect(fd, to, size_of(to)) < 0) {
        close(fd);
        fd = -1;
    }
    return fd;
}

/* Another function closes this one, and may well be what is called. */
static int shared = -1;

void forget(void)
{
    close(shared);
}

int shared_ok(const struct sockaddr *to)
{
    if (shared < 0 && (shared = socket(AF_INET, SOCK_DGRAM, 0)) < 0)
        return -1;
    if (connect(shared, to, size_of(to)) < 0) {
        tell(errno);
        shared = -1;
    }
    return 0;
}

/* Others see it. */
int seen = -1;

int seen_ok(const struct sockaddr *to)
{
    if (seen < 0 && (seen = socket(AF_INET, SOCK_DGRAM, 0)) < 0)
        return -1;
    if (connect(seen, to, size_of(to)) < 0) {
        tell(errno);
        seen = -1;
    }
    return 0;
}

/* A pointer leads to one of two. */
static int four = -1;
static int six = -1;

int either_bad(const struct sockaddr *to, int is_four)
{
    int *s = &six;
    if (is_four) {
        if (four < 0 && (four = socket(AF_INET, SOCK_DGRAM, 0)) < 0)
            return -1;
        s = &four;
    }
    if (connect(*s, to, size_of(to)) < 0) {
        tell(errno);
        four = -1; //~ overwritten-socket
        return -1;
    }
    return 0;
}

static int old = -1;
static int new = -1;

int either_ok(const struct sockaddr *to, int is_old)
{
    int *s = &new;
    if (is_old) {
        if (old < 0 && (old = socket(AF_INET, SOCK_DGRAM, 0)) < 0)
            return -1;
        s = &old;
    }
    if (connect(*s, to, size_of(to)) < 0) {
        tell(errno);
        close(*s);
        old = -1;
        return -1;
    }
    return 0;
}
