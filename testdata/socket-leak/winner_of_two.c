int dial_ok(const struct sockaddr *a, const struct sockaddr *b)
{
    int first = -1, s = socket(AF_INET, SOCK_STREAM, 0);
    if (s >= 0 && connect(s, a, sizeof(*a)) == 0)
        first = s;
    else if (s >= 0)
        close(s);
    if (first < 0) {
        s = socket(AF_INET6, SOCK_STREAM, 0);
        if (s >= 0 && connect(s, b, sizeof(*b)) == 0)
            first = s;
        else if (s >= 0)
            close(s);
    }
    return first;
}
