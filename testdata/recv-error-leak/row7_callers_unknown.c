/* Row 7: nobody in this file calls it, and nobody closes what sessions hold: a note. */
struct session { int fd; int count; };

int session_step_perhaps(struct session *s)
{
    char line[80];
    if (recv(s->fd, line, sizeof(line), 0) < 0)
        return -1; //~ note recv-error-leak
    s->count++;
    return 0;
}
