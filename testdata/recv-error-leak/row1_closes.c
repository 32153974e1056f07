/* Row 1: the branch closes, hands on, or passes the object to a call. */
struct conn { int fd; struct loop *loop; };
static char buf[64];

void closes_ok(int s)
{
    if (recv(s, buf, sizeof(buf), 0) < 0)
        close(s);
}

void passes_object_ok(struct conn *c)
{
    if (recv(c->fd, buf, sizeof(buf), 0) < 0)
        conn_dead(c);
}

void passes_handle_to_close_like_ok(int s)
{
    if (recv(s, buf, sizeof(buf), 0) < 0)
        tcp_disconnect(s);
}

void only_logs_perhaps(struct conn *c)
{
    if (recv(c->fd, buf, sizeof(buf), 0) < 0) {
        log_error("recv on %p failed", c);
        return; //~ note recv-error-leak
    }
    use(buf);
}
