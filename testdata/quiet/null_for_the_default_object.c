// A null pointer stands for an object that the callee knows itself.
struct session {
    int sock;
};

static struct session common;
static struct sockaddr_in server;

static int session_ask(struct session *session, const char *what, int length)
{
    if (!session)
        session = &common;
    if (session->sock < 0)
        session->sock = socket(AF_INET, SOCK_DGRAM, 0);
    return sendto(session->sock, what, length, 0, &server, sizeof(server));
}

int ask_ok(void)
{
    session_ask(NULL, "list", 4);
    session_ask((struct session *)0, "quit", 4);
    return 0;
}
