int relay(const struct sockaddr *from, const struct sockaddr *to)
{
    int in = -1, out = -1, rc = -1;
    char *buf = NULL;

    in = socket(AF_INET, SOCK_STREAM, 0);
    if (in == -1)
        goto cleanup;
    if (connect(in, from, sizeof(*from)) == -1)
        goto cleanup;
    out = socket(AF_INET, SOCK_STREAM, 0);
    if (out == -1)
        goto cleanup;
    if (connect(out, to, sizeof(*to)) == -1)
        goto cleanup;
    buf = malloc(4096);
    if (buf == NULL)
        goto cleanup;
    rc = copy(in, out, buf);
cleanup:
    free(buf);
    if (out != -1)
        close(out);
    if (in != -1)
        close(in);
    return rc;
}
