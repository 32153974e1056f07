/* What the function has stored in a member, what it calls in the loop may change. */
struct server {
    int listener;
    int control;
    int state;
    char line[64];
};

enum { START, CREATE, DONE };

static int read_state(struct server *s)
{
    if (recv(s->control, &s->state, sizeof(s->state), 0) <= 0)
        return -1;
    return 0;
}

static int read_line(struct server *s)
{
    if (recv(s->control, s->line, sizeof(s->line), 0) <= 0)
        return -1;
    return 0;
}

static void clean_up(struct server *s)
{
    close(s->control);
    close(s->listener);
}

int serve_bad(struct server *s)
{
    s->state = START;
    while (s->state != DONE) {
        if (read_state(s) < 0) {
            clean_up(s);
            return -1;
        }
        if (s->state == CREATE) {
            close(s->listener);
            int fd = socket(AF_INET, SOCK_STREAM, 0);
            if (fd < 0) {
                clean_up(s); //~ double-close
                return -1;
            }
            s->listener = fd;
        }
    }
    clean_up(s);
    return 0;
}

/* Nothing that is called here changes the state. */
int serve_ok(struct server *s)
{
    s->state = START;
    while (s->state != DONE) {
        if (read_line(s) < 0) {
            clean_up(s);
            return -1;
        }
        if (s->state == CREATE) {
            close(s->listener);
            int fd = socket(AF_INET, SOCK_STREAM, 0);
            if (fd < 0) {
                clean_up(s);
                return -1;
            }
            s->listener = fd;
        }
    }
    clean_up(s);
    return 0;
}
