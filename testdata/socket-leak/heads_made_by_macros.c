#define MOCKABLE(result, name, params) result name params

MOCKABLE(int, talk_bad, (int domain, const struct sockaddr *to, socklen_t n))
{
    int s = socket(domain, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (connect(s, to, n) < 0)
        return -1; //~ socket-leak
    close(s);
    return 0;
}

MOCKABLE(static int, talk_ok, (int domain, const struct sockaddr *to, socklen_t n))
{
    int s = socket(domain, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (connect(s, to, n) < 0) {
        close(s);
        return -1;
    }
    close(s);
    return 0;
}
