struct link { int in; int out; };

int open_both_bad(void)
{
    struct link l;
    l.in = socket(AF_INET, SOCK_STREAM, 0);
    if (l.in < 0)
        return -1;
    l.out = socket(AF_INET, SOCK_STREAM, 0);
    if (l.out < 0)
        return -1; //~ socket-leak
    close(l.in);
    return 0; //~ socket-leak
}

int open_both_ok(void)
{
    struct link l = { .in = -1, .out = -1 };
    l.in = socket(AF_INET, SOCK_STREAM, 0);
    if (l.in >= 0)
        l.out = socket(AF_INET, SOCK_STREAM, 0);
    if (l.out >= 0)
        close(l.out);
    if (l.in >= 0)
        close(l.in);
    return 0;
}
