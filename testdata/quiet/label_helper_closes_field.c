/* What looks like a leak from the jumps alone: the helper at the label closes the field. */
struct wsi { int sock; char *buf; };

static void drop_sock(struct wsi *w)
{
    if (w->sock >= 0)
        close(w->sock);
    w->sock = -1;
}

int client_connect(const struct sockaddr *addr)
{
    struct wsi *w = calloc(1, sizeof(*w));
    if (!w)
        return -1;
    w->sock = socket(AF_INET, SOCK_STREAM, 0);
    if (w->sock < 0)
        goto bail1;
    if (connect(w->sock, addr, sizeof(*addr)) < 0)
        goto bail2;
    w->buf = malloc(64);
    if (!w->buf)
        goto bail2;
    return keep(w);
bail2:
    drop_sock(w);
bail1:
    free(w);
    return -1;
}
