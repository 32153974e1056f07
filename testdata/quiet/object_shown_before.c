/* The address of the object was stored before the socket was: others find it there, and close it. */

struct session {
    int agent;
};

struct program {
    struct session *session;
};

static int prepare(struct session *session)
{
    session->agent = socket(AF_UNIX, SOCK_STREAM, 0);
    return session->agent == -1 ? -1 : 0;
}

static void clean_up(struct program *program)
{
    if (program->session->agent != -1)
        close(program->session->agent);
}

void dump(struct program *program)
{
    struct session session;

    program->session = &session;
    prepare(&session);
    clean_up(program);
    program->session = 0;
}
