/* The habit is in a helper. */
struct conn { int fd; };

static void end(int fd)
{
    shutdown(fd, SHUT_RDWR);
    close(fd);
}

static void end_conn(struct conn *c)
{
    shutdown(c->fd, SHUT_WR);
    close(c->fd);
    c->fd = -1;
}

int answer_bad(int fd, const char *text, size_t len)
{
    if (send(fd, text, len, 0) < 0) {
        end(fd);
        return -1;
    }
    if (is_last(text)) {
        close(fd); //~ shutdown-skipped
        return 0;
    }
    end(fd);
    return 1;
}

int answer_ok(int fd, const char *text, size_t len)
{
    if (send(fd, text, len, 0) < 0) {
        end(fd);
        return -1;
    }
    if (is_last(text)) {
        end(fd);
        return 0;
    }
    end(fd);
    return 1;
}

int talk_bad(struct conn *c, const char *text, size_t len)
{
    if (send(c->fd, text, len, 0) < 0) {
        end_conn(c);
        return -1;
    }
    if (text[0] == 'q') {
        close(c->fd); //~ shutdown-skipped
        c->fd = -1;
        return 0;
    }
    end_conn(c);
    return 1;
}
