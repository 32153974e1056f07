/* Row 7: nobody in this file calls it: a note. */
struct session { int fd; int count; };

int session_step_perhaps(struct session *s)
{
    char line[80];
    if (recv(s->fd, line, sizeof(line), 0) < 0)
        return -1; //~ note recv-error-leak
    s->count++;
    return 0;
}

int session_step_ok(struct session *s)
{
    char line[80];
    if (recv(s->fd, line, sizeof(line), 0) < 0) {
        close(s->fd);
        s->fd = -1;
        return -1;
    }
    s->count++;
    return 0;
}
