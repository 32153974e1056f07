/* Functions that leave a socket open on some ways: not wrong where somebody else still has it. */

int kept;

static void caller_looks_ok(int fd)
{
    char *buf = malloc(100);
    if (!buf)
        return;
    recv(fd, buf, 100, 0);
    free(buf);
    close(fd);
}

void serve_and_use(int listener)
{
    int s = accept(listener, 0, 0);
    if (s < 0)
        return;
    caller_looks_ok(s);
    shutdown(s, 2); //~ use-after-close
}

static void caller_stores_ok(int fd)
{
    char *buf = malloc(100);
    if (!buf)
        return;
    recv(fd, buf, 100, 0);
    free(buf);
    close(fd);
}

void serve_and_store(int listener)
{
    int s = accept(listener, 0, 0);
    if (s < 0)
        return;
    kept = s;
    caller_stores_ok(s);
}

static void one_of_two_keeps_ok(int fd)
{
    char *buf = malloc(100);
    if (!buf)
        return;
    recv(fd, buf, 100, 0);
    free(buf);
    close(fd);
}

void serve_first(int listener)
{
    int s = accept(listener, 0, 0);
    if (s >= 0)
        one_of_two_keeps_ok(s);
}

void serve_second(int listener)
{
    kept = accept(listener, 0, 0);
    one_of_two_keeps_ok(kept);
}

static void called_back_ok(int fd)
{
    char *buf = malloc(100);
    if (!buf)
        return;
    recv(fd, buf, 100, 0);
    free(buf);
    close(fd);
}

struct handlers handlers = { .on_client = called_back_ok };

void serve_once(int listener)
{
    int s = accept(listener, 0, 0);
    if (s >= 0)
        called_back_ok(s);
}

/* The set has it. */
static void in_a_set_ok(int fd)
{
    char buf[100];
    if (recv(fd, buf, 100, MSG_PEEK) == 100)
        return;
    close(fd);
}

void serve_set(int listener, fd_set *all)
{
    int s = accept(listener, 0, 0);
    if (s < 0)
        return;
    FD_SET(s, all);
    in_a_set_ok(s);
}

/* The process ends with it. */
static void in_a_child_ok(int fd)
{
    char *buf = malloc(100);
    if (!buf)
        return;
    recv(fd, buf, 100, 0);
    free(buf);
    close(fd);
}

void serve_in_children(int listener)
{
    for (;;) {
        int s = accept(listener, 0, 0);
        if (s < 0)
            break;
        if (fork() == 0) {
            in_a_child_ok(s);
            _exit(0);
        }
        close(s);
    }
}

/* The result tells what became of it. */
static int tells_ok(int fd)
{
    char *buf = malloc(100);
    if (!buf)
        return -1;
    recv(fd, buf, 100, 0);
    free(buf);
    close(fd);
    return 0;
}

void serve_by_result(int listener)
{
    for (;;) {
        int s = accept(listener, 0, 0);
        if (s < 0)
            break;
        if (tells_ok(s) < 0)
            close(s);
    }
}

/* It keeps the socket, or says that it could not: who does not listen is to blame. */
static int keeps_ok(struct table *table, int fd)
{
    if (table->used == table->size)
        return -1;
    table->fds[table->used++] = fd;
    return 0;
}

void serve_with_a_table(int listener, struct table *table)
{
    for (;;) {
        int s = accept(listener, 0, 0);
        if (s < 0)
            break;
        keeps_ok(table, s);
    } //~ FN socket-leak: the table may be full
}

/* Nobody looks at the result. */
static int tells_in_vain_bad(int fd)
{
    char *buf = malloc(100);
    if (!buf)
        return -1; //~ socket-leak
    recv(fd, buf, 100, 0);
    free(buf);
    close(fd);
    return 0;
}

void serve_without_result(int listener)
{
    for (;;) {
        int s = accept(listener, 0, 0);
        if (s < 0)
            break;
        tells_in_vain_bad(s);
    }
}
