/* What a member holds where there is no socket, other places of the file show. */

struct peer {
    int sock;
    int ctrl;
    int plain;
};

int peer_open(struct peer *p, const struct sockaddr *to)
{
    p->ctrl = socket(AF_INET, SOCK_STREAM, 0);
    if (p->ctrl < 0)
        return -1;
    p->sock = socket(AF_INET, SOCK_STREAM, 0);
    if (p->sock == -1)
        return -1;
    return connect(p->sock, to, sizeof(struct sockaddr));
}

void peer_reset(struct peer *p)
{
    p->sock = -1;
}

void peer_close_bad(struct peer *p)
{
    if (p->ctrl) //~ invalid-socket-check
        close(p->ctrl);
    if (p->sock > 0) //~ invalid-socket-check
        close(p->sock);
}

void peer_close_ok(struct peer *p)
{
    if (p->ctrl >= 0)
        close(p->ctrl);
    if (p->sock != -1)
        close(p->sock);
}

/* No socket is ever stored in it. */
void plain_ok(struct peer *p)
{
    if (p->plain > 0)
        count(p->plain);
}

/* Here 0 is none from the start, and what fails is less. */
static int oneshot = 0;

void accept_one(int listener)
{
    oneshot = accept(listener, NULL, NULL);
}

void end_one_ok(void)
{
    if (oneshot > 0)
        close(oneshot);
    oneshot = 0;
}
