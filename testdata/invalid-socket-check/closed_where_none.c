/* What the test has just found to be no socket is closed. */

struct session {
    int fd;
    int other;
};

static int open_socket(void)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        perror("socket");
    return fd;
}

void inverted_bad(const struct sockaddr *to, unsigned len)
{
    int fd = open_socket();
    sendto(fd, "x", 1, 0, to, len);
    if (fd < 0) //~ invalid-socket-check
        close(fd);
} //~ socket-leak

void right_way_ok(const struct sockaddr *to, unsigned len)
{
    int fd = open_socket();
    sendto(fd, "x", 1, 0, to, len);
    if (fd >= 0)
        close(fd);
}

void member_bad(struct session *s)
{
    shutdown(s->fd, SHUT_WR);
    if (s->fd == -1) { //~ invalid-socket-check
        close(s->fd);
        s->fd = -1;
    }
}

void member_emptied_bad(struct session *s)
{
    shutdown(s->fd, SHUT_WR);
    if (s->fd == -1) //~ invalid-socket-check
        close(s->fd);
    s->fd = -1; //~ overwritten-socket
}

void member_ok(struct session *s)
{
    shutdown(s->fd, SHUT_WR);
    if (s->fd != -1) {
        close(s->fd);
        s->fd = -1;
    }
}

void parameter_bad(int fd)
{
    shutdown(fd, SHUT_RDWR);
    if (fd < 0) //~ invalid-socket-check
        close(fd);
}

/* Of what is in it nothing is known: a file, maybe. */
void any_descriptor_ok(int fd)
{
    if (fd < 0)
        close(fd);
}

/* Only what `errno` says is spoilt. */
int failed_branch_bad(const struct sockaddr *to, unsigned len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0) {
        close(fd); //~ note invalid-socket-check
        return -1;
    }
    if (connect(fd, to, len) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int failed_branch_ok(const struct sockaddr *to, unsigned len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, len) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* The reason is put back. */
int saved_reason_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0) {
        int reason = errno;
        close(fd);
        errno = reason;
        return -1;
    }
    return fd;
}

/* One label for all: what is closed may be -1 or not. */
int shared_label_ok(const struct sockaddr *to, unsigned len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        goto out;
    if (connect(fd, to, len) < 0)
        goto out;
    return fd;
out:
    close(fd);
    return -1;
}

int both_reasons_ok(const struct sockaddr *at, unsigned len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0 || bind(fd, at, len) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

void another_one_ok(struct session *s)
{
    shutdown(s->fd, SHUT_WR);
    if (s->fd < 0) {
        s->fd = s->other;
        close(s->fd);
    }
}

void opened_between_ok(struct session *s)
{
    shutdown(s->fd, SHUT_WR);
    if (s->fd < 0) {
        reopen(s);
        close(s->fd);
    }
}

void other_socket_ok(struct session *s)
{
    shutdown(s->fd, SHUT_WR);
    if (s->fd < 0)
        close(s->other);
    close(s->fd);
}

/* Closed elsewhere as well: what is tested here is another matter. */
void closed_elsewhere_ok(struct session *s, int is_over)
{
    shutdown(s->fd, SHUT_WR);
    if (is_over) {
        close(s->fd);
        return;
    }
    if (s->fd < 0)
        close(s->fd);
}

void ended_by_helper_ok(struct session *s)
{
    shutdown(s->fd, SHUT_WR);
    if (s->fd < 0) {
        close(s->fd);
        return;
    }
    end_of(s->fd);
}
