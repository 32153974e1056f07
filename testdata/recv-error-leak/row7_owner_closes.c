/* Nobody in this file calls the step, but the session has an owner who closes its socket: the result tells enough. */
struct session { int fd; int count; };

int session_step(struct session *s)
{
    char line[80];
    if (recv(s->fd, line, sizeof(line), 0) < 0)
        return -1;
    s->count++;
    return 0;
}

void session_end(struct session *s)
{
    close(s->fd);
    free(s);
}

static int control = -1;

void control_step(void)
{
    char line[80];
    if (recv(control, line, sizeof(line), 0) < 0)
        return;
    use(line);
}

void control_end(void)
{
    my_close(&control);
}
