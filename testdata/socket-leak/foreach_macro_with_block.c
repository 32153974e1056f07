int open_bad(struct list *items, const struct sockaddr *addr)
{
    struct item *it;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    LIST_FOREACH(it, items, next) {
        if (apply(it, s) < 0)
            return -1; //~ socket-leak
    }
    return s;
}
