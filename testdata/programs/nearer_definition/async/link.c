// The same name in another program: it says whether a request was sent.
int link_open(const char *path, void (*done)(void *))
{
    struct request *request = malloc(sizeof(*request));
    if (request == 0)
        return -1;
    request->done = done;
    submit(path, request);
    return 0;
}
