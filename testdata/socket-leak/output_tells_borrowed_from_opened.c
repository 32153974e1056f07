// A function lends a socket that a table owns, or opens one; a flag that it stores says which.
static int link_get(struct table *table, const char *host, int *is_borrowed, int *sock)
{
    struct link *link = table_find(table, host);
    if (link) {
        *is_borrowed = 1;
        *sock = link->sock;
    } else {
        *is_borrowed = 0;
        *sock = socket(AF_INET, SOCK_STREAM, 0);
        if (*sock < 0)
            return -1;
    }
    return 0;
}

int ask_ok(struct table *table, const char *host)
{
    int is_borrowed, sock;
    if (link_get(table, host, &is_borrowed, &sock) < 0)
        return -1;
    int answer = exchange(sock, "?", 1);
    if (!is_borrowed)
        close(sock);
    return answer;
}

int ask_bad(struct table *table, const char *host)
{
    int is_borrowed, sock;
    if (link_get(table, host, &is_borrowed, &sock) < 0)
        return -1;
    int answer = exchange(sock, "?", 1);
    if (is_borrowed)
        close(sock);
    return answer; //~ socket-leak
}
