int tee_bad(int s)
{
    int copy = dup(s);
    if (copy < 0)
        return -1;
    if (send(copy, "x", 1, 0) < 0)
        return -1; //~ send-error-leak
    close(copy);
    return 0;
}

FILE *stream_bad(int s)
{
    int copy = dup(s);
    if (copy < 0)
        return NULL;
    if (getpeername(s, NULL, NULL) < 0)
        return NULL; //~ socket-leak
    return fdopen(copy, "r"); //~ socket-leak
}
