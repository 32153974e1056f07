int pair_bad(const struct sockaddr *a, const struct sockaddr *b)
{
    int one, two;

    one = socket(AF_INET, SOCK_STREAM, 0);
    if (one < 0)
        return -1;
    two = socket(AF_INET6, SOCK_STREAM, 0);
    if (two < 0)
        goto close_one;
    if (bind(one, a, sizeof(*a)) < 0)
        goto close_one;
    if (bind(two, b, sizeof(*b)) < 0)
        goto close_two;
    serve(one, two);
close_two:
    close(two);
close_one:
    close(one);
    return -1; //~ socket-leak
}
