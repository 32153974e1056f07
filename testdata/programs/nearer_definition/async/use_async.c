int use_ok(const char *path)
{
    int sent = link_open(path, finished);
    if (sent < 0)
        return -1;
    run_loop();
    return 0;
}
