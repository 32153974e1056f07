int use_bad(const char *path)
{
    int fd = link_open(path);
    if (fd < 0)
        return -1;
    return 0; //~ socket-leak
}
