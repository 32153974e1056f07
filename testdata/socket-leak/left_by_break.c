/* A loop that is left by `break` has not run out: its counter and its bound are told apart. */
int first_of_ok(const struct address *all, int count)
{
    int i, s = -1;
    for (i = 0; i < count; i++) {
        s = socket(all[i].family, SOCK_STREAM, 0);
        if (s == -1)
            continue;
        if (connect(s, all[i].to, all[i].length) == 0)
            break;
        close(s);
    }
    if (i == count)
        return -1;
    return s;
}

int first_of_bad(const struct address *all, int count)
{
    int i, s = -1;
    for (i = 0; i < count; i++) {
        s = socket(all[i].family, SOCK_STREAM, 0);
        if (s == -1)
            continue;
        if (connect(s, all[i].to, all[i].length) == 0)
            break;
        close(s);
    }
    if (i < count)
        return -1; //~ socket-leak
    return s;
}

/* The bound may have changed since. */
int first_of_fewer_bad(const struct address *all, int count)
{
    int i, s = -1;
    for (i = 0; i < count; i++) {
        s = socket(all[i].family, SOCK_STREAM, 0);
        if (s == -1)
            continue;
        if (connect(s, all[i].to, all[i].length) == 0)
            break;
        close(s);
    }
    count = how_many(all);
    if (i == count)
        return -1; //~ socket-leak
    return s;
}
